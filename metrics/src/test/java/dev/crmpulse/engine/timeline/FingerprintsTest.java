package dev.crmpulse.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.ClearedMembers;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.NamedTexts;
import dev.crmpulse.engine.event.NoPayload;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private static final long HASHES_TO_ZERO = 0x9E3779B9L;

    @Test
    void whatWasSeenIsNeverCalledNewHoweverManyCome() throws IOException {
        Fingerprints prints = new Fingerprints();
        SplittableRandom random = new SplittableRandom(7);
        long[] contents = random.longs(5_000).toArray();
        int calledNew = 0;
        for (int i = 0; i < contents.length; i++) {
            calledNew += prints.add(event("e" + i, contents[i])) ? 1 : 0;
            prints = i % 1_000 == 0 ? readAgain(prints) : prints;
        }

        // 10,000 prints of 32 bits meet with odds of 10,000² / 2³³: about one in 86 runs, and this one is seeded
        assertThat(calledNew).isEqualTo(5_000);
        for (int i = 0; i < contents.length; i++) {
            assertThat(prints.add(event("e" + i, contents[i]))).isFalse();
        }
    }

    @Test
    void aKnownIdOrAKnownContentIsEnoughToDoubt() {
        Fingerprints prints = new Fingerprints();
        assertThat(prints.add(event("a", 1))).isTrue();

        assertThat(prints.add(event("a", 2))).as("the id of an earlier one").isFalse();
        assertThat(prints.add(event("b", 1)))
                .as("the contents of an earlier one")
                .isFalse();
        assertThat(prints.add(event("b", 3))).as("the id of the twin").isFalse();
        assertThat(prints.add(event("c", 2)))
                .as("the contents of the correction")
                .isFalse();
        assertThat(prints.add(event("d", 4))).isTrue();
    }

    @Test
    void equalContentsOfEventsThatHaveNoTwinsAreNew() {
        Fingerprints prints = new Fingerprints();
        assertThat(prints.add(event("a", CrmEvent.NO_TWINS))).isTrue();

        assertThat(prints.add(event("b", CrmEvent.NO_TWINS))).isTrue();
        assertThat(prints.add(event("b", CrmEvent.NO_TWINS))).isFalse();
    }

    @Test
    void aPrintThatLooksLikeAFreeSlotIsRememberedToo() {
        Fingerprints prints = new Fingerprints();
        assertThat(prints.add(event("a", HASHES_TO_ZERO))).isTrue();

        assertThat(prints.add(event("b", HASHES_TO_ZERO))).isFalse();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        for (int count : new int[] {0, 1, 4, 7, 8, 16, 100}) {
            Fingerprints prints = new Fingerprints();
            for (int i = 0; i < count; i++) {
                prints.add(event("e" + i, i + 1));
            }
            Fingerprints again = readAgain(prints);

            assertThat(again.add(event("new", 1_000_000))).isTrue();
            for (int i = 0; i < count; i++) {
                assertThat(again.add(event("x" + i, i + 1))).isFalse();
                assertThat(again.add(event("e" + i, 1_000 + i))).isFalse();
            }
        }
    }

    @Test
    void onePrintTakesFourBytes() throws IOException {
        Fingerprints prints = new Fingerprints();
        prints.add(event("a", 1));

        // 31 * "s".hashCode() + "a".hashCode() = 31 * 115 + 97 = 3,662 = 0xe4e; 1 ^ 0x9e3779b9 = 0x9e3779b8
        assertThat(Bytes.of(prints::write).hex()).startsWith("00000002").hasSize(24);
        assertThat(Bytes.of(prints::write).hex()).contains("00000e4e").contains("9e3779b8");
    }

    private static Fingerprints readAgain(Fingerprints prints) throws IOException {
        return Bytes.of(prints::write).into(new Fingerprints());
    }

    private static CrmEvent event(String id, long contentHash) {
        return new CrmEvent(
                "s",
                id,
                0,
                0,
                CrmEvent.NOT_RECORDED,
                contentHash,
                contentHash,
                EventType.OTHER,
                "",
                ActorType.SYSTEM,
                "",
                "",
                "",
                "",
                ClearedMembers.NONE,
                NamedTexts.NONE,
                NamedTexts.NONE,
                NoPayload.INSTANCE);
    }
}
