package dev.crmpulse.connectors.cloudevents;

import static dev.crmpulse.metrics.fact.ColumnType.BYTES;
import static dev.crmpulse.metrics.fact.ColumnType.LABEL;
import static dev.crmpulse.metrics.fact.ColumnType.LARGE_COUNT;
import static dev.crmpulse.metrics.fact.ColumnType.TEXT;
import static dev.crmpulse.metrics.fact.ColumnType.TIME;

import dev.crmpulse.metrics.fact.Column;
import dev.crmpulse.metrics.fact.JournalType;
import dev.crmpulse.metrics.fact.Repeats;
import java.util.List;

/** The table of dead letters. A letter that is told again replaces itself: its position names it. */
public final class DeadLetterJournal {
    public static final JournalType<DeadLetter> TYPE = new JournalType<>(
            "dlq",
            "One record or row that could not be taken in",
            Repeats.REPLACED_BY_KEY,
            JournalType.UNPARTITIONED,
            List.of(
                    new Column<>(
                            "position", TEXT, "topic/partition/offset, file:record or table/row", DeadLetter::position),
                    new Column<>("reason", LABEL, "Why, short and stable", DeadLetter::reason),
                    new Column<>("detail", TEXT, "What was wrong here", DeadLetter::detail),
                    new Column<>("origin_file", LABEL, "File it was read from, if any", DeadLetter::originFile),
                    new Column<>("origin_row", LARGE_COUNT, "Record of that file, from 1", DeadLetter::originRow),
                    new Column<>("found_at", TIME, "When it was found (UTC)", DeadLetter::foundAtMillis),
                    new Column<>("bytes", BYTES, "The record as it came", DeadLetter::bytes)));

    private DeadLetterJournal() {}
}
