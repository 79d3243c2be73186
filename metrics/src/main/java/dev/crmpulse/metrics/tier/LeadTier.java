package dev.crmpulse.metrics.tier;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_SECONDS;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.NUMBER;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;

/** One stretch of time in which a lead is in one tier. Times are milliseconds since 1970 UTC. */
public record LeadTier(
        FactSubject subject,
        String owner,
        Origin origin,
        int episode,
        String tier,
        String previousTier,
        Worth worth,
        long startedAt,
        Long endedAt,
        String endReason,
        String policyId)
        implements Fact {

    /**
     * What the lead did in the tier, and what was done about it.
     *
     * @param touches acts of people that reached the customer
     */
    record Worth(long pointsAtStart, long points, int touches) {}

    public static final FactType<LeadTier> TYPE = FactType.<LeadTier>named(
                    "lead_tier", 1, "One stretch of time in which a lead is in one tier (M9)")
            .column("lead_id", TEXT, "The lead", lead -> lead.subject.leadId())
            .column(
                    "customer_id",
                    TEXT,
                    "First customer named in the history, empty if none",
                    lead -> lead.subject.customerId())
            .column("owner", TEXT, "Whom the lead was last given to, else who answered", LeadTier::owner)
            .column("channel", LABEL, "Where the lead came from, as its creation says", lead -> lead.origin.channel())
            .column("campaign", LABEL, "Campaign, as its creation says", lead -> lead.origin.campaign())
            .column("intent", LABEL, "Intent, as its creation says", lead -> lead.origin.intent())
            .column("size", LABEL, "Size, as its creation says", lead -> lead.origin.size())
            .column("industry", LABEL, "Industry, as its creation says", lead -> lead.origin.industry())
            .column("episode", COUNT, "Counts the tier episodes of the lead from 1", LeadTier::episode)
            .column("tier", LABEL, "Tier by the scoring policy", LeadTier::tier)
            .column("previous_tier", LABEL, "Tier before, empty for the first", LeadTier::previousTier)
            .column("points_at_start", NUMBER, "Points that brought the lead into the tier", lead -> lead.worth
                    .pointsAtStart)
            .column("points", NUMBER, "Points at the end of the episode, or now", lead -> lead.worth.points)
            .column("touches", COUNT, "Acts of people that reached the customer while in the tier", lead -> lead.worth
                    .touches)
            .column("ended_at", NULLABLE_TIME, "When the lead left the tier, NULL while in it", LeadTier::endedAt)
            .column("end_reason", LABEL, "tier, disqualified, merged, or empty", LeadTier::endReason)
            .column(
                    "calendar_seconds",
                    NULLABLE_SECONDS,
                    "Time in the tier",
                    lead -> lead.endedAt == null ? null : (Long) (lead.endedAt - lead.startedAt))
            .column("policy_id", LABEL, "Id and version of the scoring policy: id@version", LeadTier::policyId)
            .computed("is_current", "Whether the lead is in the tier now", "ended_at IS NULL")
            .build();

    @Override
    public String tenant() {
        return subject.tenant();
    }

    @Override
    public String id() {
        return subject.leadId() + '/' + episode;
    }
}
