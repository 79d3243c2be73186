package dev.crmpulse.metrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.engine.timeline.StoredTimeline;
import dev.crmpulse.engine.timeline.Timeline;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Holds a fold to a vector of its catalogue file. */
public final class VectorCheck {
    private VectorCheck() {}

    static String nameOf(CatalogueEntry entry, CatalogueEntry.Vector vector) {
        String edgeCase = vector.edgeCase() == null ? "" : String.format(" EdgeCase_%02d", vector.edgeCase());
        return entry.id() + edgeCase + " " + vector.name();
    }

    /** Delivers the events of a vector in several ways, and compares what follows with its facts. */
    public static void check(CatalogueEntry entry, CatalogueEntry.Vector vector, Metric metric, Timeline timeline) {
        Map<String, Column<?>> columns = new LinkedHashMap<>();
        metric.facts().columns().forEach(column -> columns.put(column.name(), column));
        List<TestEvent> deliveries = vector.deliveries();
        List<TestEvent> reversed = new ArrayList<>(deliveries);
        Collections.reverse(reversed);

        Supplier<StoredTimeline> empty = () -> new StoredTimeline(timeline, entry.policies(vector)).movingHistories();
        long horizonMillis = vector.horizonMillis();
        Map<String, StoredTimeline> ways = new LinkedHashMap<>();
        ways.put("one by one", deliver(empty.get(), oneByOne(deliveries), horizonMillis));
        ways.put("in one batch", deliver(empty.get(), List.of(deliveries), horizonMillis));
        ways.put("reversed", deliver(empty.get(), oneByOne(reversed), horizonMillis));
        StoredTimeline early = empty.get();
        early.raiseHorizon(horizonMillis);
        ways.put("later than the horizon", deliver(early, oneByOne(deliveries), horizonMillis));

        ways.forEach((way, stored) -> {
            List<Map<String, Object>> actual = stored.published(entry.fact());
            assertThat(actual)
                    .as("rows of %s, %s: %s", nameOf(entry, vector), way, vector.why())
                    .extracting(row -> row.get("id"))
                    .containsExactlyInAnyOrderElementsOf(
                            vector.facts().stream().map(row -> row.get("id")).toList());
            for (Map<String, Object> expected : vector.facts()) {
                Map<String, Object> row = actual.stream()
                        .filter(candidate -> candidate.get("id").equals(expected.get("id")))
                        .findFirst()
                        .orElseThrow();
                assertThat(listed(row, expected, columns))
                        .as("row %s of %s, %s: %s", expected.get("id"), nameOf(entry, vector), way, vector.why())
                        .isEqualTo(comparable(expected, columns));
            }
        });
    }

    private static StoredTimeline deliver(StoredTimeline stored, List<List<TestEvent>> batches, long horizonMillis) {
        batches.forEach(stored::deliver);
        stored.raiseHorizon(horizonMillis);
        return stored;
    }

    private static List<List<TestEvent>> oneByOne(List<TestEvent> deliveries) {
        return deliveries.stream().map(List::of).toList();
    }

    /** The expected values: moments as {@link Instant}, numbers as decimals without trailing zeros. */
    private static Map<String, Object> comparable(Map<String, Object> expected, Map<String, Column<?>> columns) {
        Map<String, Object> comparable = new TreeMap<>();
        expected.forEach((name, value) -> {
            assertThat(columns).as("columns of the fact").containsKey(name);
            ColumnType type = columns.get(name).type();
            if (value == null) {
                comparable.put(name, "NULL");
            } else if (type == ColumnType.TIME || type == ColumnType.NULLABLE_TIME) {
                comparable.put(name, Instant.parse(value.toString()));
            } else {
                comparable.put(name, value instanceof Number number ? decimal(number) : value);
            }
        });
        return comparable;
    }

    /** The values of the listed columns in the same form. */
    private static Map<String, Object> listed(
            Map<String, Object> row, Map<String, Object> expected, Map<String, Column<?>> columns) {
        Map<String, Object> listed = new TreeMap<>();
        for (String name : expected.keySet()) {
            Object value = row.get(name);
            if (value == null) {
                listed.put(name, "NULL");
            } else {
                listed.put(
                        name,
                        switch (columns.get(name).type()) {
                            case TIME, NULLABLE_TIME -> Instant.ofEpochMilli((Long) value);
                            case NULLABLE_SECONDS -> decimal(BigDecimal.valueOf((Long) value, 3));
                            default -> value instanceof Number number ? decimal(number) : value;
                        });
            }
        }
        return listed;
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString()).stripTrailingZeros();
    }
}
