package dev.crmpulse.verify.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One lead of 200,000 events takes the references seconds: nothing looks through its history again for every row. */
class LongHistoryTest {
    private static final int EVENTS = 200_000;
    private static final long START = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();
    private static final long HORIZON = START + EVENTS * 60_000L;

    private final TenantPolicies policies = Policies.of(ShippedPolicies.all()).tenant("acme");

    @ParameterizedTest
    @ValueSource(strings = {"M6", "M9", "M27"})
    void aReferenceGoesThroughALongHistoryOnce(String metric) {
        List<Map<String, String>> rows =
                References.of(Metrics.named(metric).orElseThrow()).rows(history(), policies, HORIZON);

        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.get("id"))
                .contains("L-1"));
    }

    @Test
    void theOwnerIsWhoWasNamedLastAtEveryPlace() {
        EntityHistory history = history();

        assertThat(history.leadOwner(0)).isEmpty();
        // every fifth event gives the lead to the next of seven
        assertThat(history.leadOwner(5)).isEqualTo("rep-5");
        assertThat(history.leadOwner(9)).isEqualTo("rep-5");
        assertThat(history.leadOwner(10)).isEqualTo("rep-3");
        assertThat(history.lastUntil(START - 1)).isEqualTo(-1);
        assertThat(history.lastUntil(START + 90_000)).isEqualTo(1);
        assertThat(history.lastUntil(HORIZON)).isEqualTo(EVENTS - 1);
    }

    /** A lead that is asked, answered and given to somebody else all the time. */
    private static EntityHistory history() {
        List<PastEvent> events = new ArrayList<>();
        events.add(event(0, "lead.created", "system", Map.of("channel", "web")));
        events.add(new PastEvent(START + 60_000, "deal.created", "rep-1", "human", "L-1", "D-of-L-1", Map.of()));
        for (int i = 2; i < EVENTS; i++) {
            events.add(
                    switch (i % 5) {
                        case 0 -> event(i, "lead.assigned", "system", Map.of("owner", "rep-" + i % 7));
                        case 1, 3 -> event(i, "message.received", "customer", Map.of("channel", "email"));
                        default -> event(i, "message.sent", "human", Map.of("channel", "email"));
                    });
        }
        return new EntityHistory(EntityKey.of("acme", "lead/L-1"), events);
    }

    private static PastEvent event(int index, String type, String actorType, Map<String, String> members) {
        return new PastEvent(START + index * 60_000L, type, "rep-1", actorType, "L-1", "", members);
    }
}
