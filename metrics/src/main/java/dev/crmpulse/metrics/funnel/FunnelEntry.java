package dev.crmpulse.metrics.funnel;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_SECONDS;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.ViewColumn;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.FunnelPolicy;
import dev.crmpulse.engine.policy.TenantPolicies;

/**
 * One step of a funnel that a lead or deal has entered. What its policy says (names, window) is published with the row, not
 * kept with each entry. Times are milliseconds since 1970 UTC.
 *
 * @param endedAt when the step was reached, null where it was not
 * @param reachedBefore when the nearest step before was reached that was, null where none was or this one was not
 */
public record FunnelEntry(
        String id,
        FactSubject subject,
        Entity entity,
        String entityId,
        String owner,
        String channel,
        Step step,
        long startedAt,
        Long endedAt,
        Implied implied,
        Long reachedBefore,
        Long convertedAt)
        implements Fact {

    /**
     * Which step of which funnel.
     *
     * @param steps how many the funnel has
     */
    record Step(String funnel, int version, int number, int steps) {}

    /** Whether a step was seen itself. */
    public enum Implied {
        NO(0),
        /** A later step proves it. */
        YES(1);

        private final int written;

        Implied(int written) {
            this.written = written;
        }
    }

    public static final FactType<FunnelEntry> TYPE = FactType.<FunnelEntry>named(
                    "funnel_entry", 1, "One step of a funnel that a lead or deal has entered, reached or not (M6)")
            .column("entity", LABEL, "lead or deal: what goes through the funnel", entry -> entry.entity.written())
            .column("entity_id", TEXT, "Which lead or deal", FunnelEntry::entityId)
            .column("lead_id", TEXT, "The lead, empty if unknown", entry -> entry.subject.leadId())
            .column("deal_id", TEXT, "The deal, empty if none", entry -> entry.subject.dealId())
            .column("customer_id", TEXT, "The customer, empty if unknown", FunnelEntry::customerId)
            .column("owner", TEXT, "Present owner of the lead or deal", FunnelEntry::owner)
            .column("channel", LABEL, "Where the lead came from, empty if unknown", FunnelEntry::channel)
            .column("funnel", LABEL, "Id of the funnel", entry -> entry.step.funnel)
            .column(
                    "policy_id",
                    LABEL,
                    "Id and version of the funnel: id@version",
                    entry -> entry.step.funnel + '@' + entry.step.version)
            .policyColumn("step", LABEL, "Name of the step", (entry, policies) -> entry.policy(policies)
                    .steps()
                    .get(entry.step.number - 1)
                    .name())
            .column("step_no", COUNT, "Counts the steps of the funnel from 1", entry -> entry.step.number)
            .column("steps", COUNT, "Number of steps of the funnel", entry -> entry.step.steps)
            .column(
                    "ended_at",
                    NULLABLE_TIME,
                    "When the step was reached within the window, NULL where it was not",
                    FunnelEntry::endedAt)
            .column("implied", COUNT, "1 where a later step proves this one", entry -> entry.implied.written)
            .policyColumn(
                    "window_ends_at",
                    TIME,
                    "What is reached later does not count",
                    (entry, policies) ->
                            entry.startedAt + entry.policy(policies).window().millis())
            .policyColumn(
                    "matures_at",
                    TIME,
                    "From when on the entry counts as mature",
                    (entry, policies) ->
                            entry.startedAt + entry.policy(policies).maturity().millis())
            .column(
                    "converted_at",
                    NULLABLE_TIME,
                    "When the last step was reached within the window, NULL where it was not",
                    FunnelEntry::convertedAt)
            .column(
                    "calendar_seconds",
                    NULLABLE_SECONDS,
                    "Entry to step",
                    entry -> entry.endedAt == null ? null : (Long) (entry.endedAt - entry.startedAt))
            .column(
                    "step_seconds",
                    NULLABLE_SECONDS,
                    "Nearest reached step before to this one, NULL for the first reached",
                    entry -> entry.reachedBefore == null ? null : (Long) (entry.endedAt - entry.reachedBefore))
            .alias("entered_at", "started_at")
            .alias("reached_at", "ended_at")
            .computed("is_converted", "Whether the last step was reached within the window", "converted_at IS NOT NULL")
            .computed("is_mature", "Whether the entry counts as mature by now", "matures_at <= " + ViewColumn.HORIZON)
            .build();

    @Override
    public String tenant() {
        return subject.tenant();
    }

    String customerId() {
        return subject.customerId();
    }

    private FunnelPolicy policy(TenantPolicies policies) {
        return FunnelProgress.policy(policies, entity, step.funnel, step.version, startedAt, step.steps);
    }
}
