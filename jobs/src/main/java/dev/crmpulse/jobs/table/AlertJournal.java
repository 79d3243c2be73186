package dev.crmpulse.jobs.table;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.LARGE_COUNT;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.JournalType;
import dev.crmpulse.metrics.sla.Alert;
import dev.crmpulse.metrics.sla.SlaClock;
import java.util.List;
import java.util.Locale;

/**
 * The table of alerts of SLAs. A journal: what was stated stays stated, and who was wrongly alarmed hears of it.
 */
public final class AlertJournal {
    /** Whether people are to hear it, or it is only written down: of a replay, or of what was due long ago. */
    public enum Delivery {
        SENT,
        SUPPRESSED;

        /** As rows have it. */
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One statement. */
    public record Entry(Alert alert, Delivery delivery, long revision, long horizonMillis) {
        private SlaClock clock() {
            return alert.clock();
        }

        private SlaClock.Level level() {
            return clock().level();
        }
    }

    public static final Column<Entry> TENANT = Column.of(
            "tenant", LABEL, "Whose data it is", entry -> entry.clock().tenant());
    public static final Column<Entry> ALERT_ID =
            Column.of("alert_id", TEXT, "The clock's level it is about, as in sla_clock", entry -> entry.clock()
                    .id());
    public static final Column<Entry> STARTED_AT =
            Column.of("started_at", TIME, "When the clock started (UTC)", entry -> entry.clock()
                    .startedAt());
    public static final Column<Entry> DUE_AT =
            Column.of("due_at", NULLABLE_TIME, "Up to when the SLA is kept (UTC)", entry -> entry.clock()
                    .timing()
                    .dueAt());
    public static final Column<Entry> STATUS =
            Column.of("status", LABEL, "raised, cleared or withdrawn", entry -> entry.alert
                    .status()
                    .name()
                    .toLowerCase(Locale.ROOT));
    public static final Column<Entry> DELIVERY = Column.of(
            "delivery", LABEL, "sent, or suppressed: of a replay or long due", entry -> entry.delivery.written());
    public static final Column<Entry> REVISION = Column.of(
            "revision",
            LARGE_COUNT,
            "Counts the publications of the history; of two statements on an alert the larger is right",
            Entry::revision);

    public static final JournalType<Entry> TYPE = new JournalType<>(
            "alert",
            "Alerts of SLAs: raised, cleared or withdrawn",
            Deduplication.DROPPED_BY_TOKEN,
            2,
            List.of(
                    TENANT,
                    ALERT_ID,
                    STARTED_AT,
                    Column.of("entity", LABEL, "lead or deal", entry -> entry.clock()
                            .entity()
                            .written()),
                    Column.of("entity_id", TEXT, "Which lead or deal", entry -> entry.clock()
                            .entityId()),
                    Column.of("sla", LABEL, "Id of the SLA", entry -> entry.level()
                            .sla()),
                    Column.of("policy_id", LABEL, "Id and version of the SLA", entry -> entry.level()
                            .policyId()),
                    Column.of("episode", COUNT, "Episode of the clock", entry -> entry.level()
                            .episode()),
                    new Column<>("level", LABEL, "Name of the level", (entry, policies) -> entry.clock()
                            .levelName(policies)),
                    Column.of("level_no", COUNT, "Number of the level", entry -> entry.level()
                            .number()),
                    Column.of("owner", TEXT, "Who owned it", entry -> entry.clock()
                            .owner()),
                    DUE_AT,
                    STATUS,
                    DELIVERY,
                    REVISION,
                    Column.of("horizon", NULLABLE_TIME, "How far time had come, NULL before any", entry -> {
                        return entry.horizonMillis == Long.MIN_VALUE ? null : (Long) entry.horizonMillis;
                    })));

    private AlertJournal() {}
}
