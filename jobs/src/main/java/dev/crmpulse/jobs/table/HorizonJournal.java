package dev.crmpulse.jobs.table;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.JournalType;
import java.util.List;

/** The table that says how far time had come at a moment of the past, to the minute: which windows were closed then. */
public final class HorizonJournal {
    /** The horizon of one part of a timeline in a minute of the clock. */
    public record Entry(String timeline, int subtask, long minuteMillis, long horizonMillis) {}

    public static final JournalType<Entry> TYPE = new JournalType<>(
            "horizon",
            "How far time had come in each minute of the past",
            Deduplication.REPLACED_BY_KEY,
            JournalType.UNPARTITIONED,
            List.of(
                    Column.of("timeline", LABEL, "Timeline that wrote the row", Entry::timeline),
                    Column.of("subtask", COUNT, "Part of the timeline", Entry::subtask),
                    Column.of("minute", TIME, "Minute of the clock (UTC)", Entry::minuteMillis),
                    Column.of("horizon", TIME, "Event time up to which silence was evaluated", Entry::horizonMillis)));

    private HorizonJournal() {}
}
