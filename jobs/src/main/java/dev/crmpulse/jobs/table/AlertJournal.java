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
import java.util.List;
import java.util.Locale;

/**
 * The table of alerts of SLAs and of circuit breakers. A journal: what was stated stays stated, and who was wrongly alarmed hears of it.
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

    /**
     * What is stated.
     *
     * @param alertId the level of a clock as in sla_clock, or the open period as in breaker
     * @param policyId id and version of the policy that it follows from
     * @param owner who owned it, empty where nobody does
     * @param dueAt up to when it was to be kept, the beginning where it was due at once; null if not known
     */
    public record Statement(
            String tenant,
            String alertId,
            long startedAt,
            String entity,
            String entityId,
            String sla,
            String policyId,
            int episode,
            String level,
            int levelNo,
            String owner,
            Long dueAt,
            Alert.Status status) {}

    /** One statement, and whether people still are to hear it. */
    public record Entry(Statement statement, Delivery delivery, long revision, long horizonMillis) {}

    public static final Column<Entry> TENANT =
            Column.of("tenant", LABEL, "Whose data it is", entry -> entry.statement.tenant);
    public static final Column<Entry> ALERT_ID = Column.of(
            "alert_id",
            TEXT,
            "The clock's level it is about, as in sla_clock, or the open breaker, as in breaker",
            entry -> entry.statement.alertId);
    public static final Column<Entry> STARTED_AT = Column.of(
            "started_at", TIME, "When the clock started, or the breaker opened (UTC)", entry -> entry.statement
                    .startedAt);
    public static final Column<Entry> DUE_AT =
            Column.of("due_at", NULLABLE_TIME, "Up to when the SLA is kept (UTC)", entry -> entry.statement.dueAt);
    public static final Column<Entry> STATUS =
            Column.of("status", LABEL, "raised, cleared or withdrawn", entry -> entry.statement
                    .status
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
            "Alerts of SLAs and breakers: raised, cleared or withdrawn",
            Deduplication.DROPPED_BY_TOKEN,
            2,
            List.of(
                    TENANT,
                    ALERT_ID,
                    STARTED_AT,
                    Column.of(
                            "entity", LABEL, "lead, deal or another entity, or queue", entry -> entry.statement.entity),
                    Column.of("entity_id", TEXT, "Which one", entry -> entry.statement.entityId),
                    Column.of("sla", LABEL, "Id of the SLA, or assignment-breaker", entry -> entry.statement.sla),
                    Column.of("policy_id", LABEL, "Id and version of its policy", entry -> entry.statement.policyId),
                    Column.of(
                            "episode", COUNT, "Episode of the clock, or period of the breaker", entry -> entry.statement
                                    .episode),
                    Column.of("level", LABEL, "Name of the level", entry -> entry.statement.level),
                    Column.of("level_no", COUNT, "Number of the level", entry -> entry.statement.levelNo),
                    Column.of("owner", TEXT, "Who owned it", entry -> entry.statement.owner),
                    DUE_AT,
                    STATUS,
                    DELIVERY,
                    REVISION,
                    Column.of("horizon", NULLABLE_TIME, "How far time had come, NULL before any", entry -> {
                        return entry.horizonMillis == Long.MIN_VALUE ? null : (Long) entry.horizonMillis;
                    })));

    private AlertJournal() {}
}
