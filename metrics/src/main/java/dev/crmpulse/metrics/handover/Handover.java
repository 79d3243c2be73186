package dev.crmpulse.metrics.handover;

import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;

/**
 * One customer handed from one person to another. Times are milliseconds since 1970 UTC.
 *
 * @param key of the handover
 * @param owner who gets the customer
 * @param endedAt when the new owner accepted, null while they have not
 */
public record Handover(
        EntityKey key, String customerId, String from, String owner, String reason, long startedAt, Long endedAt)
        implements Fact {

    public static final FactType<Handover> TYPE = FactType.<Handover>named(
                    "handover", 1, "One customer handed from one person to another, until the new owner accepts (M24)")
            .column("handover_id", TEXT, "The handover", h -> h.key.id())
            .column("customer_id", TEXT, "The customer, empty if unknown", Handover::customerId)
            .column("from_owner", TEXT, "Who hands the customer over, empty if unknown", Handover::from)
            .column("owner", TEXT, "Who gets the customer, empty if unknown", Handover::owner)
            .column("reason", LABEL, "Why, empty if not given", Handover::reason)
            .column("ended_at", NULLABLE_TIME, "When it was accepted, NULL while it was not", Handover::endedAt)
            .duration("Started to accepted", Handover::endedAt)
            .alias("accepted_at", "ended_at")
            .openSeconds("ended_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at")
            .build();

    @Override
    public String tenant() {
        return key.tenant();
    }

    @Override
    public String id() {
        return key.id();
    }
}
