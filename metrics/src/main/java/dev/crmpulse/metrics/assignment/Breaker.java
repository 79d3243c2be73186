package dev.crmpulse.metrics.assignment;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.BreakerPolicy;

/**
 * One period of the circuit breaker of a rule in a region. Times are milliseconds since 1970 UTC, null while they lie ahead
 * or do not apply.
 *
 * @param key of the queue
 * @param periodNo counts the periods of the queue from 1
 * @param leadId the lead whose decision began it, empty where the end of a cool-down did
 * @param coolsDownAt when an open breaker becomes half-open
 * @param failures in the period, the one that began it included
 * @param failuresInRow since the last success, as of the end of the period
 */
public record Breaker(
        EntityKey key,
        int periodNo,
        BreakerState state,
        String leadId,
        int policyVersion,
        long startedAt,
        Long coolsDownAt,
        Long endedAt,
        int failures,
        int failuresInRow)
        implements Fact {

    public static final FactType<Breaker> TYPE = FactType.<Breaker>named(
                    "breaker", 1, "One period of the circuit breaker of a rule of assignment in a region (M23)")
            .column("rule", LABEL, "The rule of assignment", period -> period.queue()
                    .rule())
            .column("region", LABEL, "Region of its leads, empty where decisions name none", period -> period.queue()
                    .region())
            .column("period_no", COUNT, "Counts the periods of the rule and region from 1", Breaker::periodNo)
            .column("state", LABEL, "closed, at risk, open or half open", period -> period.state.written())
            .column(
                    "lead_id",
                    TEXT,
                    "The lead whose decision began it, empty where the end of a cool-down did",
                    Breaker::leadId)
            .column("policy_id", LABEL, "Policy in force when it began: id@version", Breaker::policyId)
            .column(
                    "cools_down_at",
                    NULLABLE_TIME,
                    "When the open breaker becomes half-open, NULL of other states",
                    Breaker::coolsDownAt)
            .column("ended_at", NULLABLE_TIME, "When the next period began, NULL while it lasts", Breaker::endedAt)
            .column("failures", COUNT, "Failed decisions in it, the one that began it included", Breaker::failures)
            .column(
                    "failures_in_row",
                    COUNT,
                    "Failed decisions since the last success, as of its end or by now",
                    Breaker::failuresInRow)
            .duration("Begin to end of the period", Breaker::endedAt)
            .openSeconds("ended_at")
            .build();

    @Override
    public String tenant() {
        return key.tenant();
    }

    @Override
    public String id() {
        return key.id() + '/' + periodNo;
    }

    AssignmentQueue queue() {
        return AssignmentQueue.of(key);
    }

    /** Id and version of the policy in force when it began. */
    public String policyId() {
        return BreakerPolicy.ID + '@' + policyVersion;
    }
}
