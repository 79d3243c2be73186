package dev.crmpulse.jobs.table;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.JournalType;
import java.util.List;

/** The table that says how far silence has been evaluated. */
public final class ProgressJournal {
    /** The horizon of one part of a timeline. */
    public record Entry(String timeline, int subtask, long horizonMillis) {}

    public static final JournalType<Entry> TYPE = new JournalType<>(
            "progress",
            "How far each timeline has evaluated",
            Deduplication.REPLACED_BY_KEY,
            JournalType.UNPARTITIONED,
            List.of(
                    Column.of("timeline", LABEL, "Timeline that wrote the row", Entry::timeline),
                    Column.of("subtask", COUNT, "Part of the timeline", Entry::subtask),
                    Column.of("horizon", TIME, "Event time up to which silence is evaluated", Entry::horizonMillis)));

    private ProgressJournal() {}
}
