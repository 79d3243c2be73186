package dev.crmpulse.metrics.response;

import static dev.crmpulse.metrics.fact.ColumnType.COUNT;
import static dev.crmpulse.metrics.fact.ColumnType.LABEL;
import static dev.crmpulse.metrics.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.metrics.fact.ColumnType.TEXT;

import dev.crmpulse.metrics.fact.Fact;
import dev.crmpulse.metrics.fact.FactType;

/** How long a customer who had written waited once. Times are milliseconds since 1970 UTC, null while they lie ahead. */
public record NextResponse(
        String tenant,
        String id,
        String leadId,
        String dealId,
        String customerId,
        String owner,
        String ownerAtReply,
        String responder,
        String channel,
        int inboundCount,
        long startedAt,
        Long endedAt,
        Long botRepliedAt,
        Long cancelledAt,
        String cancelReason)
        implements Fact {

    public static final FactType<NextResponse> TYPE = FactType.<NextResponse>named(
                    "next_response", 1, "One wait of a customer for a reply by a person (M2)")
            .column("lead_id", TEXT, "The lead, empty for a deal without one", NextResponse::leadId)
            .column("deal_id", TEXT, "Deal the first unanswered message names, empty if none", NextResponse::dealId)
            .column("customer_id", TEXT, "First customer named in the history, empty if none", NextResponse::customerId)
            .column("owner", TEXT, "Owner when the customer began to wait", NextResponse::owner)
            .column(
                    "owner_at_reply",
                    TEXT,
                    "Owner in the moment of the reply, empty while there is none",
                    NextResponse::ownerAtReply)
            .column("responder", TEXT, "Who replied; empty if the CRM does not say", NextResponse::responder)
            .column("channel", LABEL, "Channel of the first unanswered message", NextResponse::channel)
            .column(
                    "inbound_count",
                    COUNT,
                    "Messages of the customer that the reply answers",
                    NextResponse::inboundCount)
            .column("ended_at", NULLABLE_TIME, "When a person replied, NULL while nobody did", NextResponse::endedAt)
            .column(
                    "bot_replied_at",
                    NULLABLE_TIME,
                    "First message of a bot in the meantime",
                    NextResponse::botRepliedAt)
            .column("cancelled_at", NULLABLE_TIME, "When a reply was no longer due", NextResponse::cancelledAt)
            .column("cancel_reason", LABEL, "disqualified, merged, deleted, or empty", NextResponse::cancelReason)
            .duration("First unanswered message to reply", NextResponse::endedAt)
            .alias("responded_at", "ended_at")
            .alias("response_seconds", "calendar_seconds")
            .openSeconds("ended_at", "cancelled_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at", "cancelled_at")
            .build();
}
