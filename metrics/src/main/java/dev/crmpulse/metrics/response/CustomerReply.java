package dev.crmpulse.metrics.response;

import static dev.crmpulse.metrics.fact.ColumnType.COUNT;
import static dev.crmpulse.metrics.fact.ColumnType.LABEL;
import static dev.crmpulse.metrics.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.metrics.fact.ColumnType.TEXT;

import dev.crmpulse.metrics.fact.Fact;
import dev.crmpulse.metrics.fact.FactType;

/** How long we once waited for a customer. Times are milliseconds since 1970 UTC, null while they lie ahead. */
public record CustomerReply(
        String tenant,
        String id,
        String leadId,
        String dealId,
        String customerId,
        String owner,
        String ownerAtReply,
        String sender,
        String channel,
        int outboundCount,
        long startedAt,
        Long endedAt,
        Long cancelledAt,
        String cancelReason)
        implements Fact {

    public static final FactType<CustomerReply> TYPE = FactType.<CustomerReply>named(
                    "customer_reply", 1, "One wait for a customer's reply (M2b)")
            .column("lead_id", TEXT, "The lead, empty for a deal without one", CustomerReply::leadId)
            .column("deal_id", TEXT, "Deal the first unanswered message names, empty if none", CustomerReply::dealId)
            .column(
                    "customer_id",
                    TEXT,
                    "First customer named in the history, empty if none",
                    CustomerReply::customerId)
            .column("owner", TEXT, "Owner when the wait for the customer began", CustomerReply::owner)
            .column(
                    "owner_at_reply",
                    TEXT,
                    "Owner in the moment of the reply, empty while there is none",
                    CustomerReply::ownerAtReply)
            .column(
                    "sender",
                    TEXT,
                    "Who sent the first unanswered message; empty if the CRM does not say",
                    CustomerReply::sender)
            .column("channel", LABEL, "Channel of the first unanswered message", CustomerReply::channel)
            .column(
                    "outbound_count",
                    COUNT,
                    "Messages to the customer that the reply answers",
                    CustomerReply::outboundCount)
            .column("ended_at", NULLABLE_TIME, "When the customer replied, NULL while silent", CustomerReply::endedAt)
            .column("cancelled_at", NULLABLE_TIME, "When a reply was no longer expected", CustomerReply::cancelledAt)
            .column("cancel_reason", LABEL, "disqualified, merged, deleted, or empty", CustomerReply::cancelReason)
            .duration("First unanswered message to reply", CustomerReply::endedAt)
            .alias("replied_at", "ended_at")
            .openSeconds("ended_at", "cancelled_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at", "cancelled_at")
            .build();
}
