package dev.crmpulse.connectors.cloudevents;

import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.LARGE_COUNT;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.JournalType;
import java.util.List;

/** The table of the keys under which deliveries are evaluated on other timelines than the one they are counted on. */
public final class EventKeyJournal {
    /** One delivery under one more key. */
    public record Entry(String timeline, EntityKey key, ParsedEvent event) {}

    public static final JournalType<Entry> TYPE = new JournalType<>(
            "event_key",
            "One delivery of an event under a key by which another timeline evaluates it than the one that counts it",
            Deduplication.DROPPED_BY_TOKEN,
            4,
            List.of(
                    Column.of("tenant", LABEL, "Whose data it is", e -> e.key().tenant()),
                    Column.of("key", TEXT, "Subject of the further history it belongs to", e -> e.key()
                            .subject()),
                    Column.of("timeline", LABEL, "Timeline that evaluates it there", Entry::timeline),
                    Column.of("home_key", TEXT, "Subject of the history it is counted in", e -> e.event()
                            .key()
                            .subject()),
                    Column.of("time", TIME, "When, the sender's clock corrected (UTC)", e -> e.event()
                            .event()
                            .timeMillis()),
                    Column.of("source", LABEL, "Who sent it", e -> e.event()
                            .event()
                            .source()),
                    Column.of("id", TEXT, "Unique within its source", e -> e.event()
                            .event()
                            .id()),
                    Column.of("bytes_hash", LARGE_COUNT, "Hash of the bytes as delivered", e -> e.event()
                            .event()
                            .bytesHash())));

    private EventKeyJournal() {}
}
