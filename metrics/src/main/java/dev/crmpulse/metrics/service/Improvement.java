package dev.crmpulse.metrics.service;

import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_SECONDS;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;

/**
 * Something that is to be made better. Times are milliseconds since 1970 UTC.
 *
 * @param key of the improvement
 * @param due by when, as it was given: a day or a moment
 * @param endedAt when it was done, null while it is not
 * @param confirmedAt when the customer confirmed that it is, null while they did not
 */
public record Improvement(
        EntityKey key,
        String ticketId,
        String customerId,
        String owner,
        String kind,
        String due,
        long startedAt,
        Long endedAt,
        Long confirmedAt)
        implements Fact {

    public static final FactType<Improvement> TYPE = FactType.<Improvement>named(
                    "improvement", 1, "Something that is to be made better, until it is done and confirmed (M16)")
            .column("improvement_id", TEXT, "The improvement", i -> i.key.id())
            .column("ticket_id", TEXT, "The first ticket that is named with it, empty if none", Improvement::ticketId)
            .column(
                    "customer_id",
                    TEXT,
                    "The first customer that is named with it, empty if none",
                    Improvement::customerId)
            .column("owner", TEXT, "Whose it is, as named last; empty if nobody's", Improvement::owner)
            .column("kind", LABEL, "Type, such as process or product; empty if not given", Improvement::kind)
            .column("due", TEXT, "By when, as given last: a day or a moment; empty if not given", Improvement::due)
            .column("ended_at", NULLABLE_TIME, "When it was done, NULL while it is not", Improvement::endedAt)
            .column(
                    "confirmed_at",
                    NULLABLE_TIME,
                    "When the customer confirmed that it is done, NULL while they did not",
                    Improvement::confirmedAt)
            .duration("Opened to done", Improvement::endedAt)
            .column(
                    "confirm_seconds",
                    NULLABLE_SECONDS,
                    "Done to confirmed, NULL while it is not",
                    i -> i.confirmedAt == null ? null : (Long) (i.confirmedAt - i.endedAt))
            .alias("done_at", "ended_at")
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
