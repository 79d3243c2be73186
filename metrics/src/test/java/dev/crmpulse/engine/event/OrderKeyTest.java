package dev.crmpulse.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OrderKeyTest {
    @Test
    void timeDecidesThenSequenceThenRankThenSourceThenId() {
        List<OrderKey> ordered = List.of(
                new OrderKey(1, 9, 3, "z", "z"),
                new OrderKey(2, -1, 3, "z", "z"),
                new OrderKey(2, 9, 3, "z", "z"),
                new OrderKey(2, 10, 2, "z", "z"),
                new OrderKey(2, 10, 3, "a", "y10"),
                new OrderKey(2, 10, 3, "a", "y9"),
                new OrderKey(2, 10, 3, "b", "a"));
        List<OrderKey> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(1));

        assertThat(shuffled.stream().sorted()).containsExactlyElementsOf(ordered);
    }

    @Test
    void theSameKeyIsNeitherBeforeNorAfter() {
        assertThat(new OrderKey(1, 2, 3, "s", "i")).isEqualByComparingTo(new OrderKey(1, 2, 3, "s", "i"));
    }

    @Test
    void eventsAreOrderedAsTheirKeys() {
        CrmEvent earlier = TestEvent.of("b", "2026-03-02T09:00:00Z", "lead.created", "lead/L1")
                .event();
        CrmEvent later = TestEvent.of("a", "2026-03-02T09:00:00Z", "lead.created", "lead/L1")
                .numbered(1)
                .event();

        assertThat(CrmEvent.TOTAL_ORDER.compare(earlier, later)).isNegative();
        assertThat(earlier.orderKey()).isLessThan(later.orderKey());
    }

    @Test
    void withinOneInstantAndSequenceTheLifeCycleOrders() {
        List<String> lifeCycle = List.of(
                "rep.changed",
                "lead.created",
                "lead.tiered",
                "lead.assigned",
                "message.sent",
                "deal.stage_changed",
                "deal.won",
                "lead.disqualified",
                "x.scanned");
        List<CrmEvent> events = new ArrayList<>();
        for (String type : lifeCycle) {
            // the ids are in the wrong order
            String id = String.valueOf((char) ('z' - events.size()));
            events.add(TestEvent.of(id, "2026-03-02T09:00:00Z", type, "lead/L1").event());
        }
        List<CrmEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.sort(CrmEvent.TOTAL_ORDER);

        assertThat(shuffled).containsExactlyElementsOf(events);
    }

    @Test
    void whichOfTwoMessagesOfOneInstantWasFirstTheIdDecidesNotTheDirection() {
        assertThat(EventType.MESSAGE_SENT.phase()).isEqualTo(EventType.MESSAGE_RECEIVED.phase());
        assertThat(EventType.DEAL_REOPENED.phase()).isEqualTo(EventType.DEAL_WON.phase());
    }

    @Test
    void textsCompareByCodePointNotByUtf16Unit() {
        // U+FFFD is one unit FFFD; U+1F600 is the units D83D DE00, but EF BF BD before F0 9F 98 80 in UTF-8
        assertThat("\uFFFD".compareTo("😀")).isPositive();
        assertThat(OrderKey.compareCodePoints("\uFFFD", "😀")).isNegative();
        assertThat(OrderKey.compareCodePoints("😀", "\uFFFD")).isPositive();
        assertThat(OrderKey.compareCodePoints("😀", "😁")).isNegative();
        assertThat(OrderKey.compareCodePoints("a", "ab")).isNegative();
        assertThat(OrderKey.compareCodePoints("ab", "a")).isPositive();
        assertThat(OrderKey.compareCodePoints("ab", "ab")).isZero();
    }

    @Property(tries = 500)
    void textsCompareAsTheirUtf8Bytes(@ForAll("texts") String a, @ForAll("texts") String b) {
        int asBytes = Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

        assertThat(Integer.signum(OrderKey.compareCodePoints(a, b))).isEqualTo(Integer.signum(asBytes));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "é", "\uD7FF", "\uE000", "\uFFFD", "😀", "😁", "\uDBFF\uDFFF")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }
}
