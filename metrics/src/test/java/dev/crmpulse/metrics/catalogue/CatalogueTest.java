package dev.crmpulse.metrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.crmpulse.metrics.event.DataMember;
import dev.crmpulse.metrics.event.EventType;
import dev.crmpulse.metrics.event.TestEvent;
import dev.crmpulse.metrics.fact.Column;
import dev.crmpulse.metrics.fact.ColumnType;
import dev.crmpulse.metrics.timeline.Fold;
import dev.crmpulse.metrics.timeline.Metric;
import dev.crmpulse.metrics.timeline.StoredTimeline;
import dev.crmpulse.metrics.timeline.Timeline;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The catalogue is executable: its vectors are what the folds are held to. */
class CatalogueTest {
    @Test
    void everyFoldHasItsFileAndEveryFileItsFold() {
        List<String> folds = Metrics.ALL.stream()
                .map(metric -> metric.id() + " version " + metric.fold().version() + " states "
                        + metric.facts().name())
                .toList();
        List<String> files = CatalogueEntry.all().stream()
                .filter(CatalogueEntry::hasFold)
                .map(entry -> entry.id() + " version " + entry.version() + " states " + entry.fact())
                .toList();

        assertThat(files).containsExactlyInAnyOrderElementsOf(folds).doesNotHaveDuplicates();
    }

    @Test
    void everyMetricIsOnATimeline() {
        assertThat(Timelines.ALL.stream().flatMap(timeline -> timeline.folds().stream()))
                .containsExactlyElementsOf(
                        Metrics.ALL.stream().<Fold<?, ?>>map(Metric::fold).toList());
    }

    @Test
    void aFileIsOfFactsOrOfAView() {
        assertThat(CatalogueEntry.all()).allSatisfy(entry -> assertThat(entry.fact() == null)
                .as("%s has no fact", entry.id())
                .isEqualTo(entry.view() != null));
    }

    @Test
    void namesOfVectorsAreUniqueWithinAFile() {
        assertThat(CatalogueEntry.all()).allSatisfy(entry -> assertThat(entry.vectors())
                .extracting(CatalogueEntry.Vector::name)
                .doesNotHaveDuplicates());
    }

    @Test
    void vectorsSayNothingThatNoEventOfTheContractHas() {
        assertThat(CatalogueEntry.all())
                .flatExtracting(CatalogueEntry::vectors)
                .flatExtracting(CatalogueEntry.Vector::deliveries)
                .allSatisfy(event -> {
                    assertThat(EventType.of(EventType.PREFIX + event.type()))
                            .as("type %s", event.type())
                            .isNotEqualTo(EventType.OTHER);
                    assertThat(event.data().keySet()).allSatisfy(member -> assertThat(DataMember.named(member))
                            .as("member %s", member)
                            .isNotNull());
                });
    }

    @TestFactory
    Stream<DynamicNode> vectors() {
        return CatalogueEntry.all().stream()
                .filter(CatalogueEntry::hasFold)
                .map(entry -> dynamicContainer(
                        entry.id() + " " + entry.title(),
                        entry.vectors().stream()
                                .map(vector -> dynamicTest(nameOf(entry, vector), () -> check(entry, vector)))));
    }

    private static String nameOf(CatalogueEntry entry, CatalogueEntry.Vector vector) {
        String edgeCase = vector.edgeCase() == null ? "" : String.format(" EdgeCase_%02d", vector.edgeCase());
        return entry.id() + edgeCase + " " + vector.name();
    }

    private static void check(CatalogueEntry entry, CatalogueEntry.Vector vector) {
        Metric metric = entry.metric();
        Timeline timeline = Timelines.ALL.stream()
                .filter(candidate -> candidate.name().equals(metric.timeline()))
                .findFirst()
                .orElseThrow();
        Map<String, Column<?>> columns = new LinkedHashMap<>();
        metric.facts().columns().forEach(column -> columns.put(column.name(), column));
        List<TestEvent> deliveries = vector.deliveries();
        List<TestEvent> reversed = new ArrayList<>(deliveries);
        Collections.reverse(reversed);

        Supplier<StoredTimeline> empty = () -> new StoredTimeline(timeline, entry.policies(vector));
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
