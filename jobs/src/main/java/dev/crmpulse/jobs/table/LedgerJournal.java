package dev.crmpulse.jobs.table;

import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NUMBER;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.JournalType;
import java.util.List;

/** The table that says what became of deliveries, by the day of their events: delivered = accepted + duplicates + late. */
public final class LedgerJournal {
    /**
     * One count; the sum over all counts is the state of affairs.
     *
     * @param accepted change of the number of accepted events, which a correction may lower
     * @param twins change of the number of events that count as duplicates for their contents alone
     */
    public record Entry(String timeline, EventDay day, long delivered, long accepted, long twins, long late) {}

    public static final JournalType<Entry> TYPE = new JournalType<>(
            "ledger",
            "What became of deliveries; sum over the rows",
            Deduplication.DROPPED_BY_TOKEN,
            JournalType.UNPARTITIONED,
            List.of(
                    Column.of("timeline", LABEL, "Timeline that counted", Entry::timeline),
                    Column.of("tenant", LABEL, "Whose data it is", e -> e.day.tenant()),
                    Column.of("source", LABEL, "Who sent it", e -> e.day.source()),
                    Column.of(
                            "day", TIME, "Begin of the day (UTC) on which the events happened", e -> e.day.dayMillis()),
                    Column.of("delivered", NUMBER, "Deliveries taken in", Entry::delivered),
                    Column.of("accepted", NUMBER, "Change of the number of accepted events", Entry::accepted),
                    Column.of(
                            "twins",
                            NUMBER,
                            "Change of the number of events with an id of their own and the contents of an accepted one",
                            Entry::twins),
                    Column.of("late", NUMBER, "Deliveries refused as too late", Entry::late)));

    private LedgerJournal() {}
}
