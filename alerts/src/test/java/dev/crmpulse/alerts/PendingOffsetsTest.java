package dev.crmpulse.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class PendingOffsetsTest {
    private static final Set<String> BOTH = Set.of("desk", "floor");

    @Test
    void anAlertThatIsHeldIsNotPassedOverNorHoldsUpThoseBehindIt() {
        PendingOffsets ledger = PendingOffsets.from(new OffsetAndMetadata(100));
        for (long offset = 100; offset < 110; offset++) {
            ledger.enter(offset, BOTH);
            if (offset != 103) {
                ledger.settle(offset, "floor");
            }
            if (offset != 103 && offset != 107) {
                ledger.settle(offset, "desk");
            }
        }
        ledger.readTo(110);

        OffsetAndMetadata commit = ledger.commit();

        assertThat(commit).isEqualTo(new OffsetAndMetadata(103, "v1 7 0 4:desk"));
        PendingOffsets restarted = PendingOffsets.from(commit);
        assertThat(restarted.enter(103, BOTH)).isEqualTo(BOTH);
        assertThat(restarted.enter(104, BOTH)).isEmpty();
        assertThat(restarted.enter(107, BOTH)).containsExactly("desk");
        assertThat(restarted.enter(110, BOTH)).isEqualTo(BOTH);
    }

    @Test
    void whereNothingIsOpenThePlainOffsetIsCommitted() {
        PendingOffsets ledger = PendingOffsets.from(new OffsetAndMetadata(5));
        ledger.enter(5, Set.of("desk"));
        ledger.settle(5, "desk");
        ledger.enter(6, Set.of());
        ledger.readTo(8);

        assertThat(ledger.commit()).isEqualTo(new OffsetAndMetadata(8));
    }

    @Test
    void thereIsSomethingToCommitOnlyAfterSomethingHappened() {
        PendingOffsets ledger = PendingOffsets.from(new OffsetAndMetadata(5));
        assertThat(ledger.isChanged()).isFalse();
        ledger.enter(5, Set.of("desk"));
        ledger.readTo(6);
        assertThat(ledger.isChanged()).isTrue();
        ledger.committed();
        assertThat(ledger.isChanged()).isFalse();
        ledger.settle(5, "nobody");
        assertThat(ledger.isChanged()).isFalse();
        ledger.settle(5, "desk");
        assertThat(ledger.isChanged()).isTrue();
    }

    @Test
    void aWebhookThatIsNewHasWhatWaitsForAllAndNothingOfThePast() {
        PendingOffsets restarted = PendingOffsets.from(new OffsetAndMetadata(10, "v1 3 0 2:desk"));

        assertThat(restarted.enter(10, Set.of("desk", "new"))).isEqualTo(Set.of("desk", "new"));
        assertThat(restarted.enter(11, Set.of("desk", "new"))).isEmpty();
        assertThat(restarted.enter(12, Set.of("desk", "new"))).containsExactly("desk");
        assertThat(restarted.enter(12, Set.of("new"))).isEmpty();
    }

    @Test
    void metadataOfSomebodyElseSaysNothing() {
        PendingOffsets ledger = PendingOffsets.from(new OffsetAndMetadata(10, "checkpoint 12"));

        assertThat(ledger.enter(10, Set.of("desk"))).containsExactly("desk");
    }

    @Test
    void moreThanMetadataHoldsIsSentAgainRatherThanLost() {
        PendingOffsets ledger = PendingOffsets.from(new OffsetAndMetadata(0));
        for (long offset = 0; offset < 10_000; offset++) {
            ledger.enter(offset, Set.of("desk"));
            if (offset % 2 == 1) {
                ledger.settle(offset, "desk");
            }
        }
        ledger.readTo(10_000);

        OffsetAndMetadata commit = ledger.commit();

        assertThat(commit.metadata()).hasSizeLessThanOrEqualTo(4_096);
        PendingOffsets restarted = PendingOffsets.from(commit);
        int again = 0;
        for (long offset = 0; offset < 10_000; offset++) {
            boolean sent = !restarted.enter(offset, Set.of("desk")).isEmpty();
            if (offset % 2 == 0) {
                assertThat(sent).as("held at %d", offset).isTrue();
            } else if (sent) {
                again++;
            }
        }
        // four digits and a blank for each held one beyond the first thousand offsets
        assertThat(again).isBetween(3_000, 4_300);
    }

    /** Reads, settles and dies at random: every webhook has every alert once, whatever the order. */
    @Property(tries = 300)
    void nothingIsLostOrSentTwiceOverRestarts(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 99) Integer> dice) {
        int alerts = 12;
        Set<String> sent = new HashSet<>();
        OffsetAndMetadata commit = new OffsetAndMetadata(0);
        PendingOffsets ledger = PendingOffsets.from(commit);
        List<String> waiting = new ArrayList<>();
        long next = 0;
        for (int die : dice) {
            if (die < 10) {
                ledger = PendingOffsets.from(commit);
                next = commit.offset();
                waiting.clear();
            } else if (die < 55 && next < alerts) {
                for (String webhook : new TreeSet<>(ledger.enter(next, BOTH))) {
                    waiting.add(next + " " + webhook);
                }
                next++;
                ledger.readTo(next);
            } else if (!waiting.isEmpty()) {
                String one = waiting.remove(die % waiting.size());
                assertThat(sent.add(one)).as("%s sent once", one).isTrue();
                int blank = one.indexOf(' ');
                ledger.settle(Long.parseLong(one.substring(0, blank)), one.substring(blank + 1));
            }
            commit = ledger.commit();
        }
        PendingOffsets last = PendingOffsets.from(commit);
        for (long offset = 0; offset < alerts; offset++) {
            if (offset >= commit.offset()) {
                for (String webhook : last.enter(offset, BOTH)) {
                    assertThat(sent.add(offset + " " + webhook)).isTrue();
                }
            }
        }
        assertThat(sent).hasSize(alerts * 2);
    }
}
