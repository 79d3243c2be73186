package dev.crmpulse.metrics.response;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;

/** What one owner of a lead made of it. Times are milliseconds since 1970 UTC, null while they lie ahead. */
public record OwnerSpan(
        FactSubject subject,
        int spanNo,
        String owner,
        String ground,
        long startedAt,
        Long customerWaitStartedAt,
        Long endedAt,
        String endReason,
        String responder)
        implements Fact {

    public static final FactType<OwnerSpan> TYPE = FactType.<OwnerSpan>named(
                    "owner_span",
                    1,
                    "One owner of a lead, from the assignment to the first answer or the next owner (M3)")
            .column("lead_id", TEXT, "The lead", span -> span.subject.leadId())
            .column("deal_id", TEXT, "First deal named in the history, empty if none", span -> span.subject.dealId())
            .column(
                    "customer_id",
                    TEXT,
                    "First customer named in the history, empty if none",
                    span -> span.subject.customerId())
            .column("span_no", COUNT, "Counts the spans of the lead from 1", OwnerSpan::spanNo)
            .column("owner", TEXT, "Whose span it is", OwnerSpan::owner)
            .column("ground", LABEL, "Ground of the assignment, empty where none is given", OwnerSpan::ground)
            .column(
                    "customer_wait_started_at",
                    NULLABLE_TIME,
                    "Since when the customer waited when the span began, NULL where nobody waited",
                    OwnerSpan::customerWaitStartedAt)
            .column("ended_at", NULLABLE_TIME, "When the span ended, NULL while it is open", OwnerSpan::endedAt)
            .column(
                    "end_reason",
                    NULLABLE_LABEL,
                    "answered, reassigned, unassigned, cancelled, or NULL while open",
                    OwnerSpan::endReason)
            .column(
                    "responder",
                    TEXT,
                    "Who answered in the span; empty if nobody did or the CRM does not say",
                    OwnerSpan::responder)
            .duration("Begin to end of the span", OwnerSpan::endedAt)
            .computed(
                    "responded_at",
                    "When the owner answered, NULL where the span ended otherwise or has not",
                    "if(end_reason = 'answered', ended_at, NULL)")
            .computed(
                    "customer_wait_seconds",
                    "How long the customer had waited when the span ended, NULL while it has not",
                    "CAST(dateDiff('millisecond', customer_wait_started_at, ended_at) / 1000 AS Nullable(Decimal(18, 3)))")
            .openSeconds("ended_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at")
            .build();

    @Override
    public String tenant() {
        return subject.tenant();
    }

    @Override
    public String id() {
        return subject.leadId() + '/' + spanNo;
    }
}
