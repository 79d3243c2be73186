package dev.crmpulse.jobs.table;

import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.JournalType;
import java.util.List;

/** The table of deliveries that came too late to be evaluated. */
public final class LateJournal {
    private static final String REMEDY = "replay the history with --rebuild: a replay calls nothing late";

    /** Why a delivery is refused. */
    public enum Reason {
        TOO_OLD("too old"),
        RETIRED("retired");

        private final String label;

        Reason(String label) {
            this.label = label;
        }
    }

    /** One refused delivery. */
    public record Entry(EntityKey key, CrmEvent event, long horizonMillis, Reason reason) {}

    public static final JournalType<Entry> TYPE = new JournalType<>(
            "late",
            "One delivery that came too late to be evaluated",
            Deduplication.DROPPED_BY_TOKEN,
            JournalType.UNPARTITIONED,
            List.of(
                    Column.of("tenant", LABEL, "Whose data it is", e -> e.key().tenant()),
                    Column.of("key", TEXT, "Subject of the history it would belong to", e -> e.key()
                            .subject()),
                    Column.of("source", LABEL, "Who sent it", e -> e.event().source()),
                    Column.of("id", TEXT, "Unique within its source", e -> e.event()
                            .id()),
                    Column.of("time", TIME, "When it happened (UTC)", e -> e.event()
                            .timeMillis()),
                    Column.of("horizon", TIME, "Up to when silence was evaluated on arrival", Entry::horizonMillis),
                    Column.of("reason", LABEL, "too old, or retired", e -> e.reason().label),
                    Column.of("remedy", TEXT, "What to do to have it counted", e -> REMEDY)));

    private LateJournal() {}
}
