package dev.crmpulse.metrics.response;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Metric;

/** How long a customer who had written waited for a reply. */
public final class NextResponse {
    public static final FactType<Reply> TYPE = FactType.<Reply>named(
                    "next_response", 1, "One wait of a customer for a reply by a person (M2)")
            .column("lead_id", TEXT, "The lead, empty for a deal without one", r -> r.subject()
                    .leadId())
            .column("deal_id", TEXT, "Deal the first unanswered message names, empty if none", r -> r.subject()
                    .dealId())
            .column("customer_id", TEXT, "First customer named in the history, empty if none", r -> r.subject()
                    .customerId())
            .column("owner", TEXT, "Owner when the customer began to wait", r -> r.owners()
                    .owner())
            .column(
                    "owner_at_reply",
                    TEXT,
                    "Owner in the moment of the reply, empty while there is none",
                    r -> r.owners().atReply())
            .column("responder", TEXT, "Who replied; empty if the CRM does not say", r -> r.owners()
                    .rep())
            .column("channel", LABEL, "Channel of the first unanswered message", Reply::channel)
            .column("inbound_count", COUNT, "Messages of the customer that the reply answers", Reply::messages)
            .column("ended_at", NULLABLE_TIME, "When a person replied, NULL while nobody did", Reply::endedAt)
            .column("bot_replied_at", NULLABLE_TIME, "First message of a bot in the meantime", r -> r.timing()
                    .botRepliedAt())
            .column("cancelled_at", NULLABLE_TIME, "When a reply was no longer due", r -> r.timing()
                    .cancelledAt())
            .column("cancel_reason", LABEL, "disqualified, merged, deleted, or empty", r -> r.timing()
                    .cancelReason())
            .duration("First unanswered message to reply", Reply::endedAt)
            .alias("responded_at", "ended_at")
            .alias("response_seconds", "calendar_seconds")
            .openSeconds("ended_at", "cancelled_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at", "cancelled_at")
            .build();

    public static final Metric METRIC =
            Metric.of(ReplyFold.nextResponse(), "engagement").summed(Rollup.of(TYPE));

    private NextResponse() {}
}
