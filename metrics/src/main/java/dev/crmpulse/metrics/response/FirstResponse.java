package dev.crmpulse.metrics.response;

import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_SECONDS;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;

/** How long one lead waited for its first answer. Times are milliseconds since 1970 UTC, null while they lie ahead. */
public record FirstResponse(
        FactSubject subject, ReplyOwners owners, ReplyTiming timing, Long assignedAt, Long assignedResponseMillis)
        implements Fact {

    public static final FactType<FirstResponse> TYPE = FactType.<FirstResponse>named(
                    "first_response", 1, "One lead and its first answer by a person (M1)")
            .column("lead_id", TEXT, "The lead", r -> r.subject.leadId())
            .column("deal_id", TEXT, "First deal named in the history, empty if none", r -> r.subject.dealId())
            .column(
                    "customer_id",
                    TEXT,
                    "First customer named in the history, empty if none",
                    r -> r.subject.customerId())
            .column("owner", TEXT, "Whom the lead was last given to, else who answered", r -> r.owners.owner())
            .column("owner_at_reply", TEXT, "Owner in the moment of the answer", r -> r.owners.atReply())
            .column("responder", TEXT, "Who answered; empty if the CRM does not say", r -> r.owners.rep())
            .column("assigned_at", NULLABLE_TIME, "When the lead first had an owner", FirstResponse::assignedAt)
            .column("ended_at", NULLABLE_TIME, "When it was answered, NULL while unanswered", FirstResponse::endedAt)
            .column("bot_replied_at", NULLABLE_TIME, "First reply of a bot before that", r -> r.timing.botRepliedAt())
            .column("cancelled_at", NULLABLE_TIME, "When an answer was no longer due", r -> r.timing.cancelledAt())
            .column("cancel_reason", LABEL, "disqualified, merged, or empty", r -> r.timing.cancelReason())
            .duration("Creation to answer", FirstResponse::endedAt)
            .column("assign_seconds", NULLABLE_SECONDS, "Creation to assignment", FirstResponse::assignMillis)
            .column(
                    "assigned_response_seconds",
                    NULLABLE_SECONDS,
                    "Assignment to answer, NULL where the answer came first",
                    FirstResponse::assignedResponseMillis)
            .column("bucket", NULLABLE_LABEL, "<1h, 1-4h, 4-24h or >=24h", FirstResponse::bucket)
            .alias("created_at", "started_at")
            .alias("responded_at", "ended_at")
            .alias("response_seconds", "calendar_seconds")
            .openSeconds("ended_at", "cancelled_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at", "cancelled_at")
            .build();

    @Override
    public String tenant() {
        return subject.tenant();
    }

    @Override
    public String id() {
        return subject.leadId();
    }

    @Override
    public long startedAt() {
        return timing.startedAt();
    }

    Long endedAt() {
        return timing.endedAt();
    }

    Long assignMillis() {
        return assignedAt == null ? null : (Long) (assignedAt - startedAt());
    }

    String bucket() {
        return endedAt() == null
                ? null
                : ResponseBucket.of(endedAt() - startedAt()).label();
    }
}
