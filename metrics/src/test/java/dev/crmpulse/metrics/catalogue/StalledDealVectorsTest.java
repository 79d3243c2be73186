package dev.crmpulse.metrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.crmpulse.engine.fact.FactId;
import dev.crmpulse.engine.timeline.StoredTimeline;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** M8 is a view over clocks: they must say of each of its vectors which deals are stalled, and since when. */
class StalledDealVectorsTest {
    private static final List<String> SHOWN_BY_CLOCKS =
            List.of("id", "last_progress_at", "stalled_since", "silent_seconds", "policy_id", "lead_id", "customer_id");

    @TestFactory
    Stream<DynamicTest> vectors() {
        CatalogueEntry stalled = CatalogueEntry.all().stream()
                .filter(entry -> entry.id().equals("M8"))
                .findFirst()
                .orElseThrow();
        return stalled.vectors().stream()
                .map(vector -> dynamicTest("M8 " + vector.name(), () -> check(stalled, vector)));
    }

    private static void check(CatalogueEntry entry, CatalogueEntry.Vector vector) {
        StoredTimeline stored = new StoredTimeline(Timelines.ENGAGEMENT, entry.policies(vector));
        stored.deliver(vector.deliveries());
        stored.raiseHorizon(vector.horizonMillis());
        Map<Object, Map<String, Object>> stalled = stored.published("sla_clock").stream()
                .filter(clock -> clock.get("sla").equals("deal-progress"))
                .filter(clock -> clock.get("state").equals("breached") && clock.get("ended_at") == null)
                .map(clock -> asListed(clock, vector.horizonMillis()))
                .collect(Collectors.toMap(clock -> clock.get("id"), clock -> clock));

        assertThat(stalled.keySet())
                .as(vector.why())
                .isEqualTo(vector.facts().stream().map(row -> row.get("id")).collect(Collectors.toSet()));
        for (Map<String, Object> expected : vector.facts()) {
            Map<String, Object> listed = new TreeMap<>(expected);
            listed.keySet().retainAll(SHOWN_BY_CLOCKS);
            listed.replaceAll(
                    (column, value) -> value instanceof BigDecimal number ? number.stripTrailingZeros() : value);
            assertThat(stalled.get(expected.get("id"))).as(vector.why()).containsAllEntriesOf(listed);
        }
    }

    private static Map<String, Object> asListed(Map<String, Object> clock, long horizonMillis) {
        long startedAt = (Long) clock.get("started_at");
        return Map.of(
                "id", FactId.ofDeal((String) clock.get("lead_id"), (String) clock.get("deal_id")),
                "lead_id", clock.get("lead_id"),
                "customer_id", clock.get("customer_id"),
                "policy_id", clock.get("policy_id"),
                "last_progress_at", Instant.ofEpochMilli(startedAt).toString(),
                "stalled_since",
                        Instant.ofEpochMilli((Long) clock.get("breached_at")).toString(),
                "silent_seconds",
                        BigDecimal.valueOf(horizonMillis - startedAt, 3).stripTrailingZeros());
    }
}
