package dev.crmpulse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.bench.rival.SalesEvent;
import dev.crmpulse.bench.rival.SalesEventParser;
import dev.crmpulse.bench.rival.SalesHistory;
import dev.crmpulse.bench.rival.SalesHistorySerde;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What rivals compute of a history that is delayed, repeated and tied is what crm-pulse computes. */
class RivalFactsTest {
    private static final List<Delivery> DELIVERIES = new ArrayList<>();
    private static final OwnFacts OWN = new OwnFacts();

    private record Delivery(String key, SalesEvent event) {}

    @BeforeAll
    static void takeIn() {
        // the first hundred leads come to an end, the second hundred have some four events each when the history ends
        HistoryShape shape = new HistoryShape(true, 100, Duration.ofMinutes(2), 20, 10, 10);
        BenchEvents.make(2_400, shape, (key, json) -> {
            OWN.take(json);
            DELIVERIES.add(new Delivery(key, parsed(json)));
        });
    }

    private static SalesEvent parsed(byte[] json) {
        try {
            return SalesEventParser.parse(json);
        } catch (IOException broken) {
            throw new AssertionError("the history is readable", broken);
        }
    }

    @Test
    void byLead() {
        Map<String, SalesHistory> histories = new HashMap<>();
        DELIVERIES.forEach(delivery -> take(histories, delivery.event().leadId(), delivery.event()));

        assertThat(RivalsBench.firstDifference(facts(histories), OWN.facts())).isEmpty();
    }

    /** As the topic is keyed: leads and deals apart; stored as bytes in between. */
    @Test
    void byKeyOfTheTopic() {
        Map<String, SalesHistory> histories = new HashMap<>();
        DELIVERIES.forEach(delivery -> {
            take(histories, delivery.key(), delivery.event());
            histories.computeIfPresent(delivery.key(), (key, history) -> stored(history));
        });

        assertThat(RivalsBench.firstDifference(facts(histories), OWN.facts())).isEmpty();
    }

    /** The comparison itself would be worth nothing on leads that all do the same. */
    @Test
    void theHistoryHasOpenAndClosedOnes() {
        assertThat(OWN.facts().values())
                .anyMatch(fact -> fact.startsWith("won after"))
                .anyMatch(fact -> fact.startsWith("open after"))
                .anyMatch(fact -> fact.endsWith("answered after ?"))
                .anyMatch(fact -> fact.startsWith("DEMO for"));
    }

    @Test
    void aDifferenceIsNamed() {
        Map<String, String> right =
                new TreeMap<>(Map.of("cycle of D-1", "open after ?", "cycle of D-2", "won after 3.0 s"));

        assertThat(RivalsBench.firstDifference(Map.of("cycle of D-2", "won after 3.0 s"), right))
                .contains("cycle of D-1: 'nothing' instead of 'open after ?'");
        assertThat(RivalsBench.firstDifference(right, Map.of("cycle of D-1", "open after ?")))
                .contains("cycle of D-2: 'won after 3.0 s' instead of 'nothing'");
    }

    private static SalesHistory stored(SalesHistory history) {
        try (Serde<SalesHistory> serde = new SalesHistorySerde()) {
            return serde.deserializer().deserialize("", serde.serializer().serialize("", history));
        }
    }

    private static void take(Map<String, SalesHistory> histories, String key, SalesEvent event) {
        histories.getOrDefault(key, SalesHistory.EMPTY).with(event).ifPresent(after -> histories.put(key, after));
    }

    private static Map<String, String> facts(Map<String, SalesHistory> histories) {
        Map<String, String> facts = new HashMap<>();
        histories.values().forEach(history -> history.facts().describe(facts::put));
        return facts;
    }
}
