package dev.crmpulse.metrics.assignment;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;

/**
 * One decision whom a lead is given to. Times are milliseconds since 1970 UTC.
 *
 * @param key of the lead's history
 * @param decisionNo counts the decisions on the lead from 1
 * @param endedAt until when it held, null while it does
 * @param endReason what ended it, null while it holds
 */
public record Assignment(
        EntityKey key,
        String customerId,
        int decisionNo,
        Decision decision,
        long startedAt,
        Long endedAt,
        String endReason)
        implements Fact {

    public static final FactType<Assignment> TYPE = FactType.<Assignment>named(
                    "assignment", 1, "One decision whom a lead is given to, on what ground, and how long it held (M23)")
            .column("lead_id", TEXT, "The lead", a -> a.key.leadId())
            .column(
                    "customer_id",
                    TEXT,
                    "First customer that a decision or end names, empty if none",
                    Assignment::customerId)
            .column("decision_no", COUNT, "Counts the decisions on the lead from 1", Assignment::decisionNo)
            .column("outcome", LABEL, "assigned, or failed: nobody could be given the lead", Assignment::outcome)
            .column("owner", TEXT, "Who was given the lead, empty where it failed", a -> a.decision.owner())
            .column(
                    "ground",
                    LABEL,
                    "preference, history, region, line, ability or manual; empty where none is given",
                    a -> a.decision.ground())
            .column("reason", LABEL, "Why it failed, empty where it did not", a -> a.decision.reason())
            .column("rule", LABEL, "The rule that decided, empty where none is named", a -> a.decision.rule())
            .column("lead_region", LABEL, "Region of the lead, empty if none is given", a -> a.decision.region())
            .column("lead_line", LABEL, "Product line of the lead, empty if none is given", a -> a.decision.line())
            .column(
                    "preferred",
                    TEXT,
                    "The person whom the customer asked for, empty if nobody",
                    a -> a.decision.preferred())
            .column(
                    "preference",
                    NULLABLE_LABEL,
                    "honoured, or not honoured; NULL where the customer asked for nobody",
                    a -> a.decision.preference())
            .column(
                    "decided_by",
                    TEXT,
                    "Who decided, empty where the CRM did not name them",
                    a -> a.decision.decidedBy())
            .column("ended_at", NULLABLE_TIME, "Until when it held, NULL while it does", Assignment::endedAt)
            .column(
                    "end_reason",
                    NULLABLE_LABEL,
                    "assigned or failed (the next decision), unassigned, disqualified, merged, deleted; NULL while it holds",
                    Assignment::endReason)
            .duration("The decision to its end", Assignment::endedAt)
            .alias("decided_at", "started_at")
            .openSeconds("ended_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("started_at")
            .build();

    @Override
    public String tenant() {
        return key.tenant();
    }

    @Override
    public String id() {
        return key.leadId() + '/' + decisionNo;
    }

    String outcome() {
        return decision.isFailed() ? "failed" : "assigned";
    }
}
