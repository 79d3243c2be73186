package dev.crmpulse.engine.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.TestEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DimensionHistoryTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final EntityKey LEAD = new EntityKey(TestEvent.TENANT, EntityKey.LEAD, "L1");

    @Test
    void eventsThatSayNothingLeaveNothingBehind() {
        assertThat(DimensionHistory.NONE.with(event(0, "", null, false), LEAD)).isSameAs(DimensionHistory.NONE);
        assertThat(DimensionHistory.NONE.at(0, "L1", "").asMap()).isEmpty();
    }

    @Test
    void whatIsSaidAgainIsKeptOnceWhateverOtherDealsSay() throws IOException {
        DimensionHistory once = DimensionHistory.NONE
                .with(event(0, "D1", Map.of("product", "X"), false), LEAD)
                .with(event(1, "D2", Map.of("product", "Y"), false), LEAD);
        DimensionHistory again = once.with(event(2, "D1", Map.of("product", "X"), false), LEAD);

        assertThat(again).isSameAs(once);
        assertThat(once.with(event(2, "", Map.of("product", "Z"), false), LEAD)
                        .with(event(3, "D1", Map.of("product", "X"), false), LEAD)
                        .at(TEN.toEpochMilli() + 3, "L1", "D1")
                        .asMap())
                .containsExactly(Map.entry("product", "X"));
    }

    @Test
    void itIsReadAgainAsItWasWritten() throws IOException {
        DimensionHistory said = DimensionHistory.NONE
                .with(event(0, "D1", Map.of("product", "X", "country", "FR"), false), LEAD)
                .with(event(1, "", null, true), LEAD);

        DimensionHistory again =
                DimensionHistory.NONE.read(Bytes.of(said::write).in());

        assertThat(again.at(TEN.toEpochMilli(), "L1", "D1"))
                .isEqualTo(said.at(TEN.toEpochMilli(), "L1", "D1"))
                .hasToString("{country=FR, product=X}");
        assertThat(again.at(TEN.toEpochMilli() + 1, "L1", "D1").isEmpty()).isTrue();
    }

    private static CrmEvent event(long afterMillis, String dealId, Map<String, String> dimensions, boolean clearsAll) {
        Map<String, Object> data = new HashMap<>();
        data.put("lead_id", "L1");
        data.put("deal_id", dealId);
        if (dimensions != null || clearsAll) {
            data.put("dimensions", dimensions);
        }
        return new TestEvent(
                        "crm",
                        "e" + afterMillis,
                        0,
                        TEN.plusMillis(afterMillis),
                        null,
                        "lead.behavior",
                        "lead/L1",
                        "",
                        "system",
                        data)
                .event();
    }
}
