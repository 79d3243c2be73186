package dev.crmpulse.connectors.clickhouse;

import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_MONEY;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.JournalType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Tables made up for tests: a fact with an amount and two journals. */
final class Readings {
    /** One reading of a meter. */
    record Reading(String tenant, String id, long startedAt, BigDecimal amount) implements Fact {}

    static final FactType<Reading> FACT = FactType.<Reading>named("reading", 3, "One reading")
            .column("amount", NULLABLE_MONEY, "What was read", Reading::amount)
            .build();

    static final JournalType<Reading> BY_MONTH = journal("reading_log", Deduplication.DROPPED_BY_TOKEN, 2);

    static final JournalType<Reading> UNPARTITIONED =
            journal("reading_note", Deduplication.DROPPED_BY_TOKEN, JournalType.UNPARTITIONED);

    static final JournalType<Reading> REPLACED =
            journal("reading_state", Deduplication.REPLACED_BY_KEY, JournalType.UNPARTITIONED);

    private Readings() {}

    static Reading reading(String id, String startedAt, String amount) {
        return new Reading(
                "acme", id, Instant.parse(startedAt).toEpochMilli(), amount == null ? null : new BigDecimal(amount));
    }

    private static JournalType<Reading> journal(String name, Deduplication repeats, int partitionTime) {
        return new JournalType<>(
                name,
                "One reading as it came",
                repeats,
                partitionTime,
                List.of(
                        Column.of("tenant", LABEL, "Whose it is", Reading::tenant),
                        Column.of("id", TEXT, "Which it is", Reading::id),
                        Column.of("started_at", TIME, "When it was", Reading::startedAt)));
    }
}
