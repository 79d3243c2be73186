package dev.crmpulse.connectors.cloudevents;

import static dev.crmpulse.engine.fact.ColumnType.BYTES;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.LARGE_COUNT;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.JournalType;
import java.util.List;

/** The table of dead letters. A letter that is written again replaces itself: its position names it. */
public final class DeadLetterJournal {
    public static final JournalType<DeadLetter> TYPE = new JournalType<>(
            "dlq",
            "One record or row that could not be taken in",
            Deduplication.REPLACED_BY_KEY,
            JournalType.UNPARTITIONED,
            List.of(
                    Column.of(
                            "position", TEXT, "topic/partition/offset, file:record or table/row", DeadLetter::position),
                    Column.of("reason", LABEL, "Why, short and stable", DeadLetter::reason),
                    Column.of("detail", TEXT, "What was wrong here", DeadLetter::detail),
                    Column.of("origin_file", LABEL, "File it was read from, if any", DeadLetter::originFile),
                    Column.of("origin_row", LARGE_COUNT, "Record of that file, from 1", DeadLetter::originRow),
                    Column.of("found_at", TIME, "When it was found (UTC)", DeadLetter::foundAtMillis),
                    Column.of("bytes", BYTES, "The record as it came", DeadLetter::bytes)));

    private DeadLetterJournal() {}
}
