package dev.crmpulse.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.engine.event.ClearedMembers;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.NamedTexts;
import dev.crmpulse.engine.event.NoPayload;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
    @Test
    void theLaterRecordedWins() {
        assertWins(event("a", 2, 5, 9, 9, ActorType.SYSTEM), event("a", 1, 6, 1, 1, ActorType.BOT));
        assertWins(
                event("a", Long.MIN_VALUE + 1, 5, 9, 9, ActorType.SYSTEM),
                event("a", CrmEvent.NOT_RECORDED, 6, 1, 1, ActorType.BOT));
    }

    @Test
    void thenTheLargerHashOfTheBytesWinsWithoutRegardToItsSign() {
        assertWins(event("a", 1, 6, 9, 9, ActorType.SYSTEM), event("a", 1, 5, 1, 1, ActorType.BOT));
        assertWins(event("a", 1, -1, 9, 9, ActorType.SYSTEM), event("a", 1, 5, 1, 1, ActorType.BOT));
    }

    @Test
    void thenTheEarlierTimeThenTheSmallerSequenceThenTheActorTypeOfSmallerName() {
        assertWins(event("a", 1, 5, 1, 9, ActorType.SYSTEM), event("a", 1, 5, 2, 1, ActorType.BOT));
        assertWins(event("a", 1, 5, 1, 1, ActorType.SYSTEM), event("a", 1, 5, 1, 2, ActorType.BOT));
        assertWins(event("a", 1, 5, 1, 1, ActorType.BOT), event("a", 1, 5, 1, 1, ActorType.HUMAN));
        assertWins(event("a", 1, 5, 1, 1, ActorType.UNKNOWN), event("a", 1, 5, 1, 1, ActorType.BOT));
    }

    @Test
    void ofEqualContentsTheSmallestIdSurvivesThenTheSmallestSource() {
        assertSurvives(event("s2", "a", 9), event("s1", "b", 1));
        assertSurvives(event("s1", "a", 9), event("s2", "a", 1));
        assertSurvives(event("s", "\uFFFD", 1), event("s", "😀", 1));
    }

    @Test
    void aHistoryKeepsTheSameDeliveryOnce() {
        CrmEvent first = event("a", 1, 5, 1, 1, ActorType.HUMAN);
        History history = new History(List.of(first));

        assertThat(history.add(event("a", 1, 5, 1, 1, ActorType.HUMAN))).isFalse();
        assertThat(history.deliveries()).containsExactly(first);
    }

    @Test
    void aHistoryKeepsWhateverDiffersInWhatCouldDecide() {
        List<CrmEvent> differing = List.of(
                event("a", 1, 5, 1, 1, ActorType.HUMAN),
                event("b", 1, 5, 1, 1, ActorType.HUMAN),
                event("a", 2, 5, 1, 1, ActorType.HUMAN),
                event("a", 1, 6, 1, 1, ActorType.HUMAN),
                event("a", 1, 5, 2, 1, ActorType.HUMAN),
                event("a", 1, 5, 1, 2, ActorType.HUMAN),
                event("a", 1, 5, 1, 1, ActorType.BOT),
                event("other source", "a", 1));

        assertThat(new History(differing).deliveries()).containsExactlyElementsOf(differing);
    }

    @Test
    void aTwinLivesAgainWhenTheSurvivorTurnsIntoSomethingElse() {
        CrmEvent first = event("a1", 1, 5, 10, 0, ActorType.HUMAN);
        CrmEvent twin = event("a2", 1, 5, 10, 0, ActorType.HUMAN);
        CrmEvent corrected = event("a1", 2, 6, 40, 0, ActorType.HUMAN);
        History history = new History(List.of(first, twin));

        assertThat(history.accepted().events()).containsExactly(first);
        assertThat(history.add(corrected)).isTrue();
        assertThat(history.accepted().events()).containsExactly(twin, corrected);
    }

    @Test
    void sourceAndIdDoNotRunIntoEachOther() {
        CrmEvent one = event("s\ni", "d", 1);
        CrmEvent other = event("s", "i\nd", 1, 77, 1, 1, ActorType.HUMAN);

        assertThat(new History(List.of(one, other)).accepted().events()).containsExactly(other, one);
    }

    @Test
    void thenTheOneThatMayHaveTwins() {
        CrmEvent first = event("a", 1, 5, 1, 1, ActorType.HUMAN).withContentHash(CrmEvent.NO_TWINS);

        assertWins(first.withContentHash(-1), first.withContentHash(7));
        assertWins(first.withContentHash(7), first);
    }

    @Test
    void anIdNamesAnEventHoweverEqualItsContents() {
        CrmEvent out2 = event("2", 1, 5, 10, 0, ActorType.HUMAN).withContentHash(CrmEvent.NO_TWINS);
        CrmEvent out3 = event("3", 1, 5, 10, 0, ActorType.HUMAN).withContentHash(CrmEvent.NO_TWINS);
        History history = new History(List.of(out2, out3));

        assertThat(history.accepted().events()).containsExactly(out2, out3);
        assertThat(history.accepted().twins()).isEmpty();
    }

    @Test
    void twinsAreTheWinnersThatAreNotAccepted() {
        CrmEvent first = event("2", 1, 5, 10, 0, ActorType.HUMAN);
        CrmEvent twin = event("3", 1, 5, 10, 0, ActorType.HUMAN);
        CrmEvent again = event("2", 2, 5, 10, 0, ActorType.HUMAN);
        History history = new History(List.of(first, twin, again));

        assertThat(history.accepted().events()).containsExactly(again);
        assertThat(history.accepted().twins()).containsExactly(twin);
    }

    private static void assertWins(CrmEvent winner, CrmEvent loser) {
        assertThat(Duplicates.winner(winner, loser)).isSameAs(winner);
        assertThat(Duplicates.winner(loser, winner)).isSameAs(winner);
    }

    private static void assertSurvives(CrmEvent survivor, CrmEvent twin) {
        assertThat(Duplicates.survivor(survivor, twin)).isSameAs(survivor);
        assertThat(Duplicates.survivor(twin, survivor)).isSameAs(survivor);
    }

    private static CrmEvent event(String source, String id, long recordedAt) {
        return event(source, id, recordedAt, 5, 1, 1, ActorType.HUMAN);
    }

    private static CrmEvent event(
            String id, long recordedAt, long contentHash, long time, long sequence, ActorType actorType) {
        return event("s", id, recordedAt, contentHash, time, sequence, actorType);
    }

    private static CrmEvent event(
            String source, String id, long recordedAt, long content, long time, long sequence, ActorType actorType) {
        return new CrmEvent(
                source,
                id,
                sequence,
                time,
                recordedAt,
                content,
                content,
                EventType.OTHER,
                "",
                actorType,
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
