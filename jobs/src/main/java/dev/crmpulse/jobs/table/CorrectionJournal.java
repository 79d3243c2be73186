package dev.crmpulse.jobs.table;

import static dev.crmpulse.engine.fact.ColumnType.COUNTS;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.LARGE_COUNT;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_SECONDS;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.NUMBER;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.JournalType;
import dev.crmpulse.engine.rollup.Cause;
import dev.crmpulse.engine.rollup.Window;
import dev.crmpulse.engine.rollup.WindowKey;
import java.util.List;
import java.util.Map;

/** The table that says which figures of closed windows were changed afterwards, and by what. */
public final class CorrectionJournal {
    /** One correction. */
    public record Entry(
            WindowKey window,
            long revision,
            long horizonMillis,
            Figures before,
            Figures after,
            String fact,
            Cause cause) {}

    /** What a window says; it stays so when the window changes. */
    public record Figures(long facts, long sumMillis, long businessMillis, Map<String, Long> counts) {
        public Figures {
            counts = Map.copyOf(counts);
        }

        public static Figures of(Window window) {
            return new Figures(window.size(), window.sumMillis(), window.businessSumMillis(), window.counts());
        }
    }

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
                    Column.of("n_before", NUMBER, "Facts as published", e -> e.before.facts()),
                    Column.of("n_after", NUMBER, "Facts as corrected", e -> e.after.facts()),
                    Column.of("sum_seconds_before", NULLABLE_SECONDS, "Sum as published", e -> e.before.sumMillis()),
                    Column.of("sum_seconds_after", NULLABLE_SECONDS, "Sum as corrected", e -> e.after.sumMillis()),
                    Column.of(
                            "business_sum_seconds_before",
                            NULLABLE_SECONDS,
                            "Sum of business time as published",
                            e -> e.before.businessMillis()),
                    Column.of(
                            "business_sum_seconds_after",
                            NULLABLE_SECONDS,
                            "Sum of business time as corrected",
                            e -> e.after.businessMillis()),
                    Column.of(
                            "counts_before",
                            COUNTS,
                            "Facts by what the family counts as published",
                            e -> e.before.counts()),
                    Column.of(
                            "counts_after",
                            COUNTS,
                            "Facts by what the family counts as corrected",
                            e -> e.after.counts()),
                    Column.of(
                            "revision",
                            LARGE_COUNT,
                            "Counts the publications of the window within its run: of two corrections the larger is later",
                            Entry::revision),
                    Column.of(
                            "cause",
                            TEXT,
                            "A fact that changed: its type and id; or the rebuild, its run and number of policies (def)",
                            Entry::fact),
                    Column.of(
                            "cause_kind",
                            LABEL,
                            "event, redelivery (of a known event), silence, merge or rebuild",
                            e -> e.cause.kind().label()),
                    Column.of("cause_key", TEXT, "History whose facts changed", e -> e.cause.key()),
                    Column.of(
                            "cause_source",
                            LABEL,
                            "Who sent the event that changed it, empty where none did",
                            e -> e.cause.source()),
                    Column.of("cause_id", TEXT, "Id of that event", e -> e.cause.id()),
                    Column.of("cause_type", LABEL, "Its type, with prefix", e -> e.cause.type()),
                    Column.of("cause_time", NULLABLE_TIME, "When it happened (UTC)", e -> time(e.cause)),
                    Column.of("cause_recordedat", NULLABLE_TIME, "When the CRM stored it", e -> recordedAt(e.cause)),
                    Column.of(
                            "cause_events",
                            NUMBER,
                            "Events of the history that came at once; the one named is the merge, else the earliest",
                            e -> (long) e.cause.events())));

    private CorrectionJournal() {}

    private static Long time(Cause cause) {
        return cause.namesEvent() ? (Long) cause.timeMillis() : null;
    }

    private static Long recordedAt(Cause cause) {
        return cause.recordedAtMillis() == CrmEvent.NOT_RECORDED ? null : (Long) cause.recordedAtMillis();
    }
}
