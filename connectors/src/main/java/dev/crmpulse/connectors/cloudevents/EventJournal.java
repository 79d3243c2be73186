package dev.crmpulse.connectors.cloudevents;

import static dev.crmpulse.engine.fact.ColumnType.BYTES;
import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.LARGE_COUNT;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.NUMBER;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.JournalType;
import java.util.List;

/** The table of everything that was delivered and parsed, duplicates too. */
public final class EventJournal {
    public static final JournalType<ParsedEvent> TYPE = new JournalType<>(
            "event",
            "One delivery of an event that parsed; duplicates have rows of their own",
            Deduplication.DROPPED_BY_TOKEN,
            8,
            List.of(
                    Column.of("tenant", LABEL, "Whose data it is", ParsedEvent::tenant),
                    Column.of("key", TEXT, "Subject of the history it belongs to", d -> d.key()
                            .subject()),
                    Column.of("source", LABEL, "Who sent it", d -> d.event().source()),
                    Column.of("id", TEXT, "Unique within its source", d -> d.event()
                            .id()),
                    Column.of("sequence", NUMBER, "Order within a millisecond", d -> d.event()
                            .sequence()),
                    Column.of(
                            "rank",
                            COUNT,
                            "Order within a millisecond and sequence: the phase of the life cycle, created before won",
                            d -> d.event().rank()),
                    Column.of("type", LABEL, "What happened, with prefix", ParsedEvent::typeName),
                    Column.of("subject", TEXT, "What it happened to", ParsedEvent::subject),
                    Column.of("time", TIME, "When, the sender's clock corrected (UTC)", d -> d.event()
                            .timeMillis()),
                    Column.of("original_time", TIME, "When, as sent (UTC)", ParsedEvent::originalTimeMillis),
                    Column.of("recordedat", NULLABLE_TIME, "When the CRM stored it", d -> recordedAt(d.event())),
                    Column.of("actor", TEXT, "Who acted, empty if unknown", d -> d.event()
                            .actor()),
                    Column.of("actortype", LABEL, "human, bot, system, customer or empty", d -> d.event()
                            .actorType()
                            .contractName()),
                    Column.of(
                            "content_hash",
                            LARGE_COUNT,
                            "Hash of type, subject, original time, sequence, actor and data without origin_*, where equal"
                                    + " contents under another id are the same event; 0 where they are not",
                            d -> d.event().contentHash()),
                    Column.of(
                            "bytes_hash",
                            LARGE_COUNT,
                            "Hash of the bytes as delivered: of two deliveries of one id the larger counts",
                            d -> d.event().bytesHash()),
                    Column.of("origin_file", LABEL, "File it was read from", ParsedEvent::originFile),
                    Column.of("origin_row", LARGE_COUNT, "Record of that file, from 1", ParsedEvent::originRow),
                    Column.of("json", BYTES, "The CloudEvent on one line", ParsedEvent::json)));

    private EventJournal() {}

    private static Long recordedAt(CrmEvent event) {
        return event.recordedAtMillis() == CrmEvent.NOT_RECORDED ? null : (Long) event.recordedAtMillis();
    }
}
