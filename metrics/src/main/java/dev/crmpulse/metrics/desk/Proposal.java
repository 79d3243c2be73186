package dev.crmpulse.metrics.desk;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_MONEY;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.fact.FactType;
import java.math.BigDecimal;

/**
 * One proposal, from its first submission to the customer's review. Times are milliseconds since 1970 UTC.
 *
 * @param key of the proposal
 * @param endedAt when it was first reviewed, null while it was not
 * @param fullyMeets whether it fully meets the requirements, by the last review that says so
 * @param matchPercent share of the requirements that it meets, by the last review that says so; null while none did
 */
public record Proposal(
        EntityKey key,
        Parties parties,
        int submissionCount,
        Money offer,
        Flag fullyMeets,
        BigDecimal matchPercent,
        long startedAt,
        Long endedAt)
        implements DeskFact {

    public static final FactType<Proposal> TYPE = FactType.<Proposal>named(
                    "proposal", 1, "One proposal, from its submission to the customer's review (M19)")
            .column("proposal_id", TEXT, "The proposal", p -> p.key.id())
            .columns(DeskFact::parties)
            .column("submission_count", COUNT, "How often it was submitted", Proposal::submissionCount)
            .column("amount", NULLABLE_MONEY, "What is offered, in its currency", p -> p.offer.amount())
            .column("currency", LABEL, "Currency of the amount, never converted", p -> p.offer.currency())
            .column(
                    "fully_meets",
                    LABEL,
                    "yes or no: whether it fully meets the requirements, by the last review that says so; else empty",
                    Proposal::fullyMeetsLabel)
            .column(
                    "match_percent",
                    NULLABLE_MONEY,
                    "Share of the requirements that it meets, in percent, by the last review that says so",
                    Proposal::matchPercent)
            .column("ended_at", NULLABLE_TIME, "When it was first reviewed, NULL while it was not", Proposal::endedAt)
            .duration("Submitted to first review", Proposal::endedAt)
            .alias("submitted_at", "started_at")
            .alias("reviewed_at", "ended_at")
            .openSeconds("ended_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at")
            .build();

    private String fullyMeetsLabel() {
        return switch (fullyMeets) {
            case YES -> "yes";
            case NO -> "no";
            case UNKNOWN -> "";
        };
    }
}
