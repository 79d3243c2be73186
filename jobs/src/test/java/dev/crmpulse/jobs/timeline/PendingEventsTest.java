package dev.crmpulse.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.TestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PendingEventsTest {
    private static final int MB = 1 << 20;

    private final PendingEvents pending = new PendingEvents(MB);

    @Test
    void eventsOfAKeyComeOutInTheOrderInWhichTheyCameHoweverOthersLieBetween() throws Exception {
        List<String> keys = List.of("t/lead/L1", "t/lead/L2", "t/lead/L3");
        // more than the array holds at first
        IntStream.range(0, 300).forEach(i -> pending.add(keys.get(i % 3), bytes("e" + i)));

        assertThat(pending.batches()).containsOnlyKeys(keys);
        for (int key = 0; key < 3; key++) {
            PendingEvents.Batch batch = pending.batches().get(keys.get(key));
            int first = key;
            assertThat(pending.read(batch))
                    .extracting(CrmEvent::id)
                    .containsExactlyElementsOf(IntStream.range(0, 100)
                            .mapToObj(i -> "e" + (first + 3 * i))
                            .toList());
        }
    }

    @Test
    void aChunkIsTheNumberOfEventsAndTheirBytes() throws Exception {
        pending.add("a", bytes("e1"));
        pending.add("b", bytes("e2"));
        pending.add("a", bytes("e3"));

        List<Byte> expected = new ArrayList<>(List.of((byte) 0, (byte) 0, (byte) 0, (byte) 2));
        for (String id : List.of("e1", "e3")) {
            for (byte each : bytes(id)) {
                expected.add(each);
            }
        }
        assertThat(pending.chunk(pending.batches().get("a"))).containsExactly(expected.toArray(Byte[]::new));
    }

    @Test
    void nothingIsLeftOfWhatWasForgotten() throws Exception {
        pending.add("a", bytes("e1"));
        pending.clear();
        pending.add("a", bytes("e2"));

        assertThat(pending.read(pending.batches().get("a")))
                .extracting(CrmEvent::id)
                .containsExactly("e2");
        assertThat(pending.read(PendingEvents.Batch.EMPTY)).isEmpty();
    }

    @Test
    void aLargeHeapLetsMoreWait() {
        assertThat(PendingEvents.fullBytes(1_024L * MB, 2)).isEqualTo(32 * MB);
        assertThat(PendingEvents.fullBytes(1_024L * MB, 8))
                .as("slots share the heap")
                .isEqualTo(8 * MB);
        assertThat(PendingEvents.fullBytes(Long.MAX_VALUE, 1)).isEqualTo(256 * MB);
    }

    private static byte[] bytes(String id) {
        TestEvent event = TestEvent.of(id, "2026-03-02T09:00:00Z", "message.sent", "lead/L1");
        return KeyedEvent.of("", event.event()).event();
    }
}
