package dev.crmpulse.connectors.cloudevents;

import static dev.crmpulse.metrics.fact.ColumnType.BYTES;
import static dev.crmpulse.metrics.fact.ColumnType.LABEL;
import static dev.crmpulse.metrics.fact.ColumnType.LARGE_COUNT;
import static dev.crmpulse.metrics.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.metrics.fact.ColumnType.NUMBER;
import static dev.crmpulse.metrics.fact.ColumnType.TEXT;
import static dev.crmpulse.metrics.fact.ColumnType.TIME;

import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.fact.Column;
import dev.crmpulse.metrics.fact.JournalType;
import dev.crmpulse.metrics.fact.Repeats;
import java.util.List;

/** The table of everything that was delivered and parsed, duplicates too. */
public final class EventJournal {
    public static final JournalType<EventDelivery> TYPE = new JournalType<>(
            "event",
            "One delivery of an event that parsed; duplicates have rows of their own",
            Repeats.DROPPED_BY_TOKEN,
            7,
            List.of(
                    new Column<>("tenant", LABEL, "Whose data it is", EventDelivery::tenant),
                    new Column<>("root", TEXT, "Subject of the history it belongs to", EventDelivery::rootSubject),
                    new Column<>("source", LABEL, "Who told it", d -> d.event().source()),
                    new Column<>("id", TEXT, "Unique within its source", d -> d.event()
                            .id()),
                    new Column<>("sequence", NUMBER, "Order within a millisecond", d -> d.event()
                            .sequence()),
                    new Column<>("type", LABEL, "What happened, with prefix", EventDelivery::typeName),
                    new Column<>("subject", TEXT, "What it happened to", EventDelivery::subject),
                    new Column<>("time", TIME, "When, the sender's clock corrected (UTC)", d -> d.event()
                            .timeMillis()),
                    new Column<>("original_time", TIME, "When, as told (UTC)", EventDelivery::originalTimeMillis),
                    new Column<>("recordedat", NULLABLE_TIME, "When the CRM stored it", d -> recordedAt(d.event())),
                    new Column<>("actor", TEXT, "Who acted, empty if unknown", d -> d.event()
                            .actor()),
                    new Column<>("actortype", LABEL, "human, bot, system, customer or empty", d -> d.event()
                            .actorType()
                            .contractName()),
                    new Column<>(
                            "content_hash",
                            LARGE_COUNT,
                            "Hash of type, subject, original time, actor and data without origin_*",
                            d -> d.event().contentHash()),
                    new Column<>("origin_file", LABEL, "File it was read from", EventDelivery::originFile),
                    new Column<>("origin_row", LARGE_COUNT, "Record of that file, from 1", EventDelivery::originRow),
                    new Column<>("json", BYTES, "The CloudEvent on one line", EventDelivery::json)));

    private EventJournal() {}

    private static Long recordedAt(CrmEvent event) {
        return event.recordedAtMillis() == CrmEvent.NOT_RECORDED ? null : (Long) event.recordedAtMillis();
    }
}
