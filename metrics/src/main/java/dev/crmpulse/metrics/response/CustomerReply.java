package dev.crmpulse.metrics.response;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Metric;

/** How long we waited for a reply of a customer. */
public final class CustomerReply {
    public static final FactType<Reply> TYPE = FactType.<Reply>named(
                    "customer_reply", 1, "One wait for a customer's reply (M2b)")
            .column("lead_id", TEXT, "The lead, empty for a deal without one", r -> r.subject()
                    .leadId())
            .column("deal_id", TEXT, "Deal the first unanswered message names, empty if none", r -> r.subject()
                    .dealId())
            .column("customer_id", TEXT, "First customer named in the history, empty if none", r -> r.subject()
                    .customerId())
            .column("owner", TEXT, "Owner when the wait for the customer began", r -> r.owners()
                    .owner())
            .column(
                    "owner_at_reply",
                    TEXT,
                    "Owner in the moment of the reply, empty while there is none",
                    r -> r.owners().atReply())
            .column(
                    "sender",
                    TEXT,
                    "Who sent the first unanswered message; empty if the CRM does not say",
                    r -> r.owners().rep())
            .column("channel", LABEL, "Channel of the first unanswered message", Reply::channel)
            .column("outbound_count", COUNT, "Messages to the customer that the reply answers", Reply::messages)
            .column("ended_at", NULLABLE_TIME, "When the customer replied, NULL while silent", Reply::endedAt)
            .column("cancelled_at", NULLABLE_TIME, "When a reply was no longer expected", r -> r.timing()
                    .cancelledAt())
            .column("cancel_reason", LABEL, "disqualified, merged, deleted, or empty", r -> r.timing()
                    .cancelReason())
            .duration("First unanswered message to reply", Reply::endedAt)
            .alias("replied_at", "ended_at")
            .openSeconds("ended_at", "cancelled_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at", "cancelled_at")
            .build();

    public static final Metric METRIC =
            Metric.of(ReplyFold.customerReply(), "engagement").summed(Rollup.of(TYPE));

    private CustomerReply() {}
}
