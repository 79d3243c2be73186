package dev.crmpulse.jobs.table;

import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_SECONDS;
import static dev.crmpulse.engine.fact.ColumnType.NUMBER;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.JournalType;
import dev.crmpulse.engine.rollup.WindowKey;
import java.util.List;

/** The table that says which figures of closed windows were changed afterwards, and by what. */
public final class CorrectionJournal {
    /**
     * One correction.
     *
     * @param cause a fact that changed
     */
    public record Entry(
            WindowKey window,
            long horizonMillis,
            long factsBefore,
            long factsAfter,
            long sumMillisBefore,
            long sumMillisAfter,
            long businessMillisBefore,
            long businessMillisAfter,
            String cause) {}

    public static final JournalType<Entry> TYPE = new JournalType<>(
            "correction",
            "A figure of a closed window that was changed afterwards",
            Deduplication.DROPPED_BY_TOKEN,
            2,
            List.of(
                    Column.of("tenant", LABEL, "Whose data it is", e -> e.window.tenant()),
                    Column.of("window_id", TEXT, "The window, as in fact_window", e -> e.window.id()),
                    Column.of("started_at", TIME, "Begin of the window (UTC)", e -> e.window.startMillis()),
                    Column.of("ended_at", TIME, "End of the window, not part of it (UTC)", e -> e.window.endMillis()),
                    Column.of("family", LABEL, "The fact whose rows are summed", e -> e.window.family()),
                    Column.of(
                            "grain", LABEL, "hour or day", e -> e.window.grain().label()),
                    Column.of("dated_by", LABEL, "started_at or ended_at", e -> e.window
                            .datedBy()
                            .label()),
                    Column.of("owner", TEXT, "Whose facts", e -> e.window.owner()),
                    Column.of("label", LABEL, "What of the owner's facts", e -> e.window.label()),
                    Column.of("horizon", TIME, "How far time had come when it was corrected", Entry::horizonMillis),
                    Column.of("n_before", NUMBER, "Facts as published", Entry::factsBefore),
                    Column.of("n_after", NUMBER, "Facts as corrected", Entry::factsAfter),
                    Column.of("sum_seconds_before", NULLABLE_SECONDS, "Sum as published", Entry::sumMillisBefore),
                    Column.of("sum_seconds_after", NULLABLE_SECONDS, "Sum as corrected", Entry::sumMillisAfter),
                    Column.of(
                            "business_sum_seconds_before",
                            NULLABLE_SECONDS,
                            "Sum of business time as published",
                            Entry::businessMillisBefore),
                    Column.of(
                            "business_sum_seconds_after",
                            NULLABLE_SECONDS,
                            "Sum of business time as corrected",
                            Entry::businessMillisAfter),
                    Column.of(
                            "cause",
                            TEXT,
                            "A fact that changed: its type and id; or the rebuild, its run and number of policies (def)",
                            Entry::cause)));

    private CorrectionJournal() {}
}
