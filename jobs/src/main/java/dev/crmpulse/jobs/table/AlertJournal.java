package dev.crmpulse.jobs.table;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.LARGE_COUNT;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.JournalType;
import dev.crmpulse.metrics.sla.SlaClock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The table of alerts of SLAs: raised when a level is broken (or a notice comes due), cleared when the clock
 * ends afterwards, withdrawn when history proves that it was not broken. A journal: what was status stays status, and who was
 * wrongly alarmed hears of it.
 */
public final class AlertJournal {
    private static final Set<String> RAISING = Set.of("breached", "reached");
    private static final long NEWS_MILLIS = Duration.ofMinutes(15).toMillis();
    /** Who was alarmed within these days hears that it was in vain. */
    private static final long TAKEN_BACK_MILLIS = Duration.ofDays(7).toMillis();

    private static final int STATE = columnOf("state");
    private static final int DUE_AT = columnOf("due_at");
    private static final int ENDED_AT = columnOf("ended_at");

    /** What happened. */
    public enum Status {
        RAISED,
        CLEARED,
        WITHDRAWN
    }

    /** Whether it is news, or only written down: of a replay, or of what was due long ago. */
    public enum Delivery {
        SENT,
        SUPPRESSED
    }

    /**
     * One statement.
     *
     * @param clock row of the clock it is about, as it was last published
     */
    @SuppressWarnings("ArrayRecordComponent") // statements travel, they are never compared
    public record Entry(Object[] clock, Status status, Delivery delivery, long revision, long horizonMillis) {
        private Object of(int column) {
            return clock[column];
        }
    }

    public static final JournalType<Entry> TYPE = new JournalType<>(
            "alert",
            "Alerts of SLAs: raised, cleared or withdrawn",
            Deduplication.DROPPED_BY_TOKEN,
            2,
            List.of(
                    copied("tenant", LABEL, "Whose data it is"),
                    Column.of("alert_id", TEXT, "The clock's level it is about, as in sla_clock", e -> e.of(1)),
                    copied("started_at", TIME, "When the clock started (UTC)"),
                    copied("entity", LABEL, "lead or deal"),
                    copied("entity_id", TEXT, "Which lead or deal"),
                    copied("sla", LABEL, "Id of the SLA"),
                    copied("policy_id", LABEL, "Id and version of the SLA"),
                    copied("episode", COUNT, "Episode of the clock"),
                    copied("level", LABEL, "Name of the level"),
                    copied("level_no", COUNT, "Number of the level"),
                    copied("owner", TEXT, "Who owned it"),
                    copied("due_at", NULLABLE_TIME, "Up to when the SLA is kept (UTC)"),
                    Column.of("status", LABEL, "raised, cleared or withdrawn", e -> lower(e.status)),
                    Column.of(
                            "delivery", LABEL, "sent, or suppressed: of a replay or long due", e -> lower(e.delivery)),
                    Column.of(
                            "revision",
                            LARGE_COUNT,
                            "Counts the publications of the history; of two statements on an alert the larger is right",
                            e -> e.revision),
                    Column.of("horizon", NULLABLE_TIME, "How far time had come, NULL before any", e -> {
                        return e.horizonMillis == Long.MIN_VALUE ? null : (Long) e.horizonMillis;
                    })));

    private AlertJournal() {}

    /**
     * What a change of a clock makes to be status; nothing for changes of other facts.
     *
     * @param delivery of what is news
     * @param nowMillis from which age is counted, milliseconds since 1970 UTC
     */
    public static void statements(
            FactChange change, Delivery delivery, long horizonMillis, long nowMillis, Consumer<Entry> to) {
        if (change.type() != SlaClock.TYPE) {
            return;
        }
        Object[] before = change.before();
        Object[] after = change.after();
        boolean was = isRaised(before);
        boolean is = isRaised(after);
        if (was && !is) {
            Delivery withdrawal =
                    isOlder(before[DUE_AT], TAKEN_BACK_MILLIS, nowMillis) ? Delivery.SUPPRESSED : delivery;
            to.accept(new Entry(before, Status.WITHDRAWN, withdrawal, change.revision(), horizonMillis));
        } else if (is) {
            if (!was) {
                Delivery raise = isOlder(after[DUE_AT], NEWS_MILLIS, nowMillis) ? Delivery.SUPPRESSED : delivery;
                to.accept(new Entry(after, Status.RAISED, raise, change.revision(), horizonMillis));
            }
            if (after[ENDED_AT] != null && (!was || before[ENDED_AT] == null)) {
                Delivery end = isOlder(after[ENDED_AT], NEWS_MILLIS, nowMillis) ? Delivery.SUPPRESSED : delivery;
                to.accept(new Entry(after, Status.CLEARED, end, change.revision(), horizonMillis));
            }
        }
    }

    private static boolean isRaised(Object[] clock) {
        return clock != null && RAISING.contains((String) clock[STATE]);
    }

    private static boolean isOlder(Object momentMillis, long ageMillis, long nowMillis) {
        return momentMillis == null || nowMillis - (Long) momentMillis > ageMillis;
    }

    private static Column<Entry> copied(String name, ColumnType type, String comment) {
        int column = columnOf(name);
        return Column.of(name, type, comment, entry -> entry.of(column));
    }

    private static int columnOf(String name) {
        FactType<SlaClock> clock = SlaClock.TYPE;
        return clock.columns().stream().map(Column::name).toList().indexOf(name);
    }

    private static String lower(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
