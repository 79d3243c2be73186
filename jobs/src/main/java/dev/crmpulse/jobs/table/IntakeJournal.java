package dev.crmpulse.jobs.table;

import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NUMBER;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.JournalType;
import java.util.List;

/** The table of what was read, before any of it is evaluated: what the ledger must come to. */
public final class IntakeJournal {
    /** One count. */
    public record Entry(EventDay day, long read, long unreadable) {}

    public static final JournalType<Entry> TYPE = new JournalType<>(
            "intake",
            "How much was read, before any of it was evaluated; sum over the rows",
            Deduplication.DROPPED_BY_TOKEN,
            JournalType.UNPARTITIONED,
            List.of(
                    Column.of("tenant", LABEL, "Whose data it is", e -> e.day.tenant()),
                    Column.of("source", LABEL, "Who sent it, empty where that could not be read", e -> e.day.source()),
                    Column.of(
                            "day",
                            TIME,
                            "Begin of the day (UTC) on which the events happened, or the unreadable was found",
                            e -> e.day.dayMillis()),
                    Column.of("read", NUMBER, "Records read", Entry::read),
                    Column.of("unreadable", NUMBER, "Those of them that went to the dead letters", Entry::unreadable)));

    private IntakeJournal() {}
}
