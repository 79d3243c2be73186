package dev.crmpulse.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.jobs.timeline.TimelineHarness.Setup;
import dev.crmpulse.jobs.timeline.TimelineHarness.Snapshot;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.metrics.event.ToldEvent;
import dev.crmpulse.metrics.fact.FactChange;
import dev.crmpulse.metrics.pipeline.SalesCycleFold;
import dev.crmpulse.metrics.response.FirstResponseFold;
import dev.crmpulse.metrics.timeline.Retention;
import dev.crmpulse.metrics.timeline.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineOperatorTest {
    private static final Timeline SILENCE = new Timeline("toy", List.of(new ReplyDueFold()));

    private static final ToldEvent CREATED = told("created", "08:00", "lead.created");
    private static final ToldEvent REPLY_AT_NINE =
            told("nine", "09:00", "message.sent").by("rep-9", "human");
    private static final ToldEvent REPLY_AT_TEN =
            told("ten", "10:00", "message.sent").by("rep-10", "human");
    private static final ToldEvent QUESTION = told("question", "08:00", "message.received");

    private final Published published = new Published();

    @ParameterizedTest
    @EnumSource
    void factsAppearAtTheBarrierAndNotBefore(Backend backend) throws Exception {
        try (TimelineHarness job = TimelineHarness.start(replay(backend))) {
            job.deliver(CREATED, REPLY_AT_TEN);
            assertThat(job.takeChanges()).isEmpty();

            job.barrier();
            published.commit(job.takeChanges());

            assertThat(published.only("first_response").time("ended_at")).isEqualTo("2026-03-02T10:00:00Z");
            assertThat(published.only("first_response").get("calendar_seconds")).isEqualTo(7_200_000L); // 2 h
            job.barrier();
            assertThat(job.takeChanges()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void factsAppearOnAWatermark(Backend backend) throws Exception {
        try (TimelineHarness job = TimelineHarness.start(replay(backend))) {
            job.deliver(CREATED);
            job.horizon("2026-03-02T08:00:00Z");

            assertThat(job.takeChanges()).hasSize(1);
        }
    }

    @Test
    void aFullBufferIsJudgedWithoutWaiting() throws Exception {
        try (TimelineHarness job = TimelineHarness.start(replay(Backend.HEAP))) {
            for (int i = 0; i < 49_999; i++) {
                job.deliver(told("created" + i, "08:00", "lead.created", "lead/" + i));
            }
            assertThat(job.takeChanges()).isEmpty();
            job.deliver(told("last", "08:00", "lead.created", "lead/last"));

            assertThat(job.takeChanges()).hasSize(50_000);
            assertThat(delivered(job)).isEqualTo(Map.of("delivered", 50_000L, "accepted", 50_000L, "late", 0L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void EdgeCase_07_anEarlierReplyAfterACheckpointRetractsTheLaterOne(Backend backend) throws Exception {
        Snapshot snapshot;
        try (TimelineHarness job = TimelineHarness.start(replay(backend))) {
            job.deliver(CREATED, REPLY_AT_TEN);
            snapshot = job.barrier();
            published.commit(job.takeChanges());
        }
        try (TimelineHarness job = TimelineHarness.restore(replay(backend), snapshot, 1)) {
            job.deliver(REPLY_AT_NINE);
            job.barrier();

            List<FactChange> changes = job.takeChanges();
            assertThat(changes).hasSize(1);
            FactChange change = changes.get(0);
            assertThat(Row.of(change.type(), change.before()).get("responder")).isEqualTo("rep-10");
            assertThat(Row.of(change.type(), change.after()).get("responder")).isEqualTo("rep-9");
            assertThat(change.revision()).isEqualTo(2);
            published.commit(changes);
            assertThat(published.only("first_response").get("calendar_seconds")).isEqualTo(3_600_000L); // 1 h
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEventOfEarlierThanAllMovesTheDayAndLeavesNoGhost(Backend backend) throws Exception {
        ToldEvent changed = ToldEvent.of("stage", "2026-03-02T00:30:00Z", "deal.stage_changed", "deal/D1")
                .saying(Map.of("to", "demo"));
        ToldEvent created = ToldEvent.of("deal", "2026-03-01T23:30:00Z", "deal.created", "deal/D1");
        try (TimelineHarness job = TimelineHarness.start(replay(backend))) {
            job.deliver(changed);
            job.barrier();
            job.deliver(created);
            job.barrier();
            published.commit(job.takeChanges());
        }

        assertThat(published.only("deal").time("started_at")).isEqualTo("2026-03-01T23:30:00Z");
        assertThat(published.rows()).isEqualTo(published.facts());
    }

    @ParameterizedTest
    @EnumSource
    void repeatsAndEqualContentsAreCountedAsDeliveredOnly(Backend backend) throws Exception {
        Snapshot snapshot;
        try (TimelineHarness job = TimelineHarness.start(replay(backend))) {
            // in one batch: the same again, and the same contents under another id
            job.deliver(CREATED, CREATED, CREATED.named("created again"), REPLY_AT_TEN);
            snapshot = job.barrier();
            assertThat(delivered(job)).isEqualTo(Map.of("delivered", 4L, "accepted", 2L, "late", 0L));
        }
        try (TimelineHarness job = TimelineHarness.restore(replay(backend), snapshot, 1)) {
            job.deliver(CREATED, CREATED.named("once more"), REPLY_AT_TEN.from("mail"), REPLY_AT_NINE);
            job.barrier();
            assertThat(delivered(job)).isEqualTo(Map.of("delivered", 4L, "accepted", 1L, "late", 0L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCorrectionMayLowerWhatIsAccepted(Backend backend) throws Exception {
        ToldEvent other = REPLY_AT_TEN.named("other").by("rep-9", "human");
        try (TimelineHarness job = TimelineHarness.start(replay(backend))) {
            job.deliver(CREATED, REPLY_AT_TEN, other);
            job.barrier();
            assertThat(delivered(job)).isEqualTo(Map.of("delivered", 3L, "accepted", 3L, "late", 0L));

            // recorded later, so it wins over "other"; now it says what "ten" says
            job.deliver(REPLY_AT_TEN.named("other").recorded(REPLY_AT_TEN.at()));
            job.barrier();
            assertThat(delivered(job)).isEqualTo(Map.of("delivered", 1L, "accepted", -1L, "late", 0L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tenantsAreCountedApart(Backend backend) throws Exception {
        try (TimelineHarness job = TimelineHarness.start(replay(backend))) {
            job.deliver(CREATED, told("other", "08:00", "lead.created", "lead/L2"));
            job.barrier();

            assertThat(job.takeJournal("ledger")).singleElement().satisfies(counted -> {
                assertThat(counted.get("tenant")).isEqualTo("t");
                assertThat(counted.get("timeline")).isEqualTo("engagement");
                assertThat(counted.get("delivered")).isEqualTo(2L);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadlinesPassWhenTheHorizonReachesThem(Backend backend) throws Exception {
        try (TimelineHarness job = TimelineHarness.start(silence(backend))) {
            job.deliver(QUESTION);
            job.horizon("2026-03-02T08:59:59.999Z");
            published.commit(job.takeChanges());
            assertThat(published.only("replies").time("due_at")).isEqualTo("2026-03-02T09:00:00Z");

            job.horizon("2026-03-02T09:00:00Z");
            published.commit(job.takeChanges());
            assertThat(published.only("replies").get("breached")).isEqualTo(1);
            assertThat(published.only("replies").get("due_at")).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerAtTheDeadlineTakesTheBreachBack(Backend backend) throws Exception {
        try (TimelineHarness job = TimelineHarness.start(silence(backend))) {
            job.deliver(QUESTION);
            job.horizon("2026-03-02T12:00:00Z");
            published.commit(job.takeChanges());
            assertThat(published.only("replies").get("breached")).isEqualTo(1);

            job.deliver(REPLY_AT_NINE);
            job.barrier();
            published.commit(job.takeChanges());
            assertThat(published.only("replies").get("breached")).isEqualTo(0);
            assertThat(published.only("replies").get("kept")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfTheInputIsNoMomentInTime(Backend backend) throws Exception {
        Snapshot snapshot;
        try (TimelineHarness job = TimelineHarness.start(silence(backend))) {
            job.deliver(QUESTION);
            job.endOfInput();
            snapshot = job.barrier();
            published.commit(job.takeChanges());

            assertThat(published.only("replies").get("breached")).isEqualTo(0);
            assertThat(job.timers()).isEqualTo(1);
            assertThat(job.takeJournal("progress")).isEmpty();
        }
        try (TimelineHarness job = TimelineHarness.restore(silence(backend), snapshot, 1)) {
            job.deliver(QUESTION.named("later").at(QUESTION.at().plusSeconds(60)));
            job.barrier();
            assertThat(job.takeChanges())
                    .as("the end is not the horizon of the next run")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theHorizonSurvivesARestore(Backend backend) throws Exception {
        Snapshot snapshot;
        try (TimelineHarness job = TimelineHarness.start(silence(backend))) {
            job.horizon("2026-03-02T10:00:00Z");
            snapshot = job.barrier();
        }
        for (int parallelism : new int[] {1, 2}) {
            Published restored = new Published();
            try (TimelineHarness job = TimelineHarness.restore(silence(backend), snapshot, parallelism)) {
                for (int i = 0; i < 10; i++) {
                    job.deliver(told("question", "08:00", "message.received", "lead/L" + i));
                }
                job.barrier();
                restored.commit(job.takeChanges());
            }
            assertThat(restored.facts()).hasSize(10).allSatisfy((id, fact) -> assertThat(fact.get("breached"))
                    .isEqualTo(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theHorizonRisesOnlyAndItsProgressIsTold(Backend backend) throws Exception {
        try (TimelineHarness job = TimelineHarness.start(silence(backend))) {
            job.horizon("2026-03-02T10:00:00Z");
            assertThat(job.takeJournal("progress")).singleElement().satisfies(progress -> {
                assertThat(progress.get("timeline")).isEqualTo("toy");
                assertThat(progress.get("subtask")).isEqualTo(0);
                assertThat(progress.time("horizon")).isEqualTo("2026-03-02T10:00:00Z");
            });
            Snapshot snapshot = job.barrier();

            try (TimelineHarness restored = TimelineHarness.restore(silence(backend), snapshot, 1)) {
                restored.horizon("2026-03-02T07:00:00Z");
                assertThat(restored.takeJournal("progress")).isEmpty();
                restored.deliver(QUESTION);
                restored.barrier();
                published.commit(restored.takeChanges());
                assertThat(published.only("replies").get("breached")).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyHasOneTimer(Backend backend) throws Exception {
        try (TimelineHarness job = TimelineHarness.start(silence(backend))) {
            job.deliver(QUESTION, told("other", "08:00", "message.received", "lead/L2"));
            job.barrier();
            assertThat(job.timers()).isEqualTo(2);

            // answered and asked again: due at 10:30 instead of 09:00
            job.deliver(told("answer", "08:30", "message.sent"), told("again", "09:30", "message.received"));
            job.barrier();
            assertThat(job.timers()).isEqualTo(2);

            job.deliver(told("answer again", "09:45", "message.sent"));
            Snapshot snapshot = job.barrier();
            assertThat(job.timers()).isEqualTo(1);

            try (TimelineHarness restored = TimelineHarness.restore(silence(backend), snapshot, 1)) {
                assertThat(restored.timers()).isEqualTo(1);
                restored.horizon("2026-03-02T09:00:00Z");
                assertThat(restored.timers()).isZero();
                assertThat(restored.takeChanges()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsThatComeTooLateGoToTheLateJournalAndNoFurther(Backend backend) throws Exception {
        try (TimelineHarness job = TimelineHarness.start(keeping(backend, 10, 30))) {
            job.horizon("2026-03-12T08:00:00Z");
            ToldEvent tooLate = CREATED.at(CREATED.at().minusMillis(1));
            job.deliver(tooLate, CREATED.named("in time"));
            job.barrier();

            assertThat(job.takeJournal("late")).singleElement().satisfies(late -> {
                assertThat(late.get("root")).isEqualTo("lead/L1");
                assertThat(late.get("source")).isEqualTo("crm");
                assertThat(late.get("id")).isEqualTo("created");
                assertThat(late.time("time")).isEqualTo("2026-03-02T07:59:59.999Z");
                assertThat(late.time("horizon")).isEqualTo("2026-03-12T08:00:00Z");
                assertThat(late.get("reason")).isEqualTo("too old");
                assertThat(late.get("remedy")).asString().contains("--rebuild");
            });
            assertThat(delivered(job)).isEqualTo(Map.of("delivered", 2L, "accepted", 1L, "late", 1L));
            published.commit(job.takeChanges());
            assertThat(published.only("first_response").time("started_at")).isEqualTo("2026-03-02T08:00:00Z");
        }
    }

    @Test
    void anEventThatIsRefusedLeavesNothingBehind() throws Exception {
        try (TimelineHarness job = TimelineHarness.start(keeping(Backend.HEAP, 10, 30))) {
            job.horizon("2026-04-12T08:00:00Z");
            job.deliver(CREATED, REPLY_AT_NINE);
            job.barrier();

            assertThat(job.takeJournal("late")).hasSize(2);
            assertThat(job.stateEntries()).isZero();
            assertThat(job.timers()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRootThatIsClosedIsSealedWhenNoEventOfItWouldBeTakenAnyMore(Backend backend) throws Exception {
        Snapshot snapshot;
        try (TimelineHarness job = TimelineHarness.start(keeping(backend, 10, 30))) {
            job.deliver(CREATED, REPLY_AT_TEN);
            // the last event was on March 2nd at 10:00; ten days later one of that moment is still taken
            job.horizon("2026-03-12T10:00:00Z");
            job.deliver(REPLY_AT_TEN.named("from another channel").by("rep-1", "human"));
            job.barrier();
            job.deliver(REPLY_AT_TEN.named("and another").by("rep-2", "human"));
            job.barrier();
            assertThat(delivered(job)).isEqualTo(Map.of("delivered", 4L, "accepted", 4L, "late", 0L));
            assertThat(job.takeJournal("late")).isEmpty();

            job.horizon("2026-03-12T10:00:00.001Z");
            snapshot = job.barrier();
            published.commit(job.takeChanges());
            assertThat(job.timers()).as("to forget the seal").isEqualTo(1);
        }
        try (TimelineHarness job = TimelineHarness.restore(keeping(backend, 10, 30), snapshot, 1)) {
            ToldEvent afterwards = ToldEvent.of("afterwards", "2026-03-12T09:00:00Z", "lead.behavior", "lead/L1");
            job.deliver(afterwards, CREATED);
            job.barrier();

            assertThat(job.takeChanges()).isEmpty();
            assertThat(job.takeJournal("late"))
                    .extracting(late -> late.get("id"), late -> late.get("reason"))
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("afterwards", "sealed"),
                            org.assertj.core.groups.Tuple.tuple("created", "too old"));
            assertThat(delivered(job)).isEqualTo(Map.of("delivered", 2L, "accepted", 0L, "late", 2L));
        }
        assertThat(published.only("first_response").time("ended_at"))
                .as("what was said of it holds")
                .isEqualTo("2026-03-02T10:00:00Z");
    }

    @Test
    void aSealTakesTheHistoryAwayAndIsItselfForgottenInTheEnd() throws Exception {
        try (TimelineHarness job = TimelineHarness.start(keeping(Backend.HEAP, 10, 30))) {
            job.deliver(CREATED, REPLY_AT_TEN);
            job.barrier();
            assertThat(job.stateEntries()).as("head and history").isEqualTo(2);
            job.horizon("2026-03-12T10:00:00.001Z");
            assertThat(job.stateEntries()).as("seal").isEqualTo(1);

            job.horizon("2026-04-01T10:00:00Z");
            assertThat(job.stateEntries()).isEqualTo(1);
            job.horizon("2026-04-01T10:00:00.001Z");
            assertThat(job.stateEntries()).isZero();
            assertThat(job.timers()).isZero();

            job.takeChanges();
            job.deliver(ToldEvent.of("anew", "2026-04-01T09:00:00Z", "lead.created", "lead/L1"));
            job.barrier();
            assertThat(job.takeChanges()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRootThatIsOpenIsNeverSealed(Backend backend) throws Exception {
        try (TimelineHarness job = TimelineHarness.start(keeping(backend, 10, 30))) {
            job.deliver(CREATED);
            job.horizon("2027-03-02T08:00:00Z");
            job.deliver(ToldEvent.of("at last", "2027-03-02T07:00:00Z", "message.sent", "lead/L1")
                    .by("rep-1", "human"));
            job.barrier();
            published.commit(job.takeChanges());
        }

        assertThat(published.only("first_response").time("ended_at")).isEqualTo("2027-03-02T07:00:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void aReplayCallsNothingLateAndSealsNothing(Backend backend) throws Exception {
        try (TimelineHarness job = TimelineHarness.start(replay(backend))) {
            job.deliver(CREATED, REPLY_AT_TEN);
            job.horizon("2099-01-01T00:00:00Z");
            assertThat(job.timers()).isZero();
            job.deliver(REPLY_AT_NINE);
            job.barrier();
            published.commit(job.takeChanges());

            assertThat(job.takeJournal("late")).isEmpty();
            assertThat(delivered(job)).isEqualTo(Map.of("delivered", 3L, "accepted", 3L, "late", 0L));
            assertThat(published.only("first_response").get("responder")).isEqualTo("rep-9");
        }
    }

    @ParameterizedTest
    @EnumSource
    void goingFromOneSubtaskToTwoAndBackChangesNothing(Backend backend) throws Exception {
        Setup setup = silence(backend);
        ToldEvent[] questions = IntStream.range(0, 20)
                .mapToObj(i -> told("question", "08:00", "message.received", "lead/L" + i))
                .toArray(ToldEvent[]::new);
        ToldEvent[] answers = IntStream.range(0, 20)
                .filter(i -> i % 2 == 0)
                .mapToObj(i -> told("answer", "08:30", "message.sent", "lead/L" + i))
                .toArray(ToldEvent[]::new);
        Snapshot onOne;
        Snapshot onTwo;
        try (TimelineHarness job = TimelineHarness.start(setup)) {
            job.deliver(questions);
            onOne = job.barrier();
            published.commit(job.takeChanges());
        }
        try (TimelineHarness job = TimelineHarness.restore(setup, onOne, 2)) {
            assertThat(job.timers()).isEqualTo(20);
            job.deliver(answers);
            onTwo = job.barrier();
            published.commit(job.takeChanges());
        }
        try (TimelineHarness job = TimelineHarness.restore(setup, onTwo, 1)) {
            assertThat(job.timers()).isEqualTo(10);
            job.deliver(questions);
            job.horizon("2026-03-02T09:00:00Z");
            published.commit(job.takeChanges());
        }

        assertThat(published.facts()).hasSize(20);
        assertThat(published.facts().values().stream()
                        .filter(fact -> fact.get("kept").equals(1)))
                .hasSize(10);
        assertThat(published.facts().values().stream()
                        .filter(fact -> fact.get("breached").equals(1)))
                .hasSize(10);
    }

    @ParameterizedTest
    @EnumSource
    void aFoldAddedOnRestoreIsBuiltFromTheHistoryOnFirstTouch(Backend backend) throws Exception {
        Timeline before = new Timeline("engagement", List.of(new FirstResponseFold()));
        Timeline after = new Timeline("engagement", List.of(new SalesCycleFold(), new FirstResponseFold()));
        ToldEvent deal = ToldEvent.of("deal", "2026-03-02T09:00:00Z", "deal.created", "deal/D1")
                .saying(Map.of("lead_id", "L1", "stage", "demo"));
        Snapshot snapshot;
        try (TimelineHarness job = TimelineHarness.start(new Setup(before, Retention.REPLAY, backend))) {
            job.deliver(CREATED, deal);
            snapshot = job.barrier();
            published.commit(job.takeChanges());
        }
        try (TimelineHarness job = TimelineHarness.restore(new Setup(after, Retention.REPLAY, backend), snapshot, 1)) {
            job.deliver(told("touch", "11:00", "x.scanned"));
            job.barrier();
            published.commit(job.takeChanges());
            assertThat(delivered(job)).isEqualTo(Map.of("delivered", 1L, "accepted", 1L, "late", 0L));
        }

        assertThat(published.only("deal").time("started_at")).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(published.only("deal").get("stage")).isEqualTo("demo");
    }

    @ParameterizedTest
    @EnumSource
    void aFoldRemovedOnRestoreDisturbsNoOther(Backend backend) throws Exception {
        Timeline less = new Timeline("engagement", List.of(new FirstResponseFold()));
        Snapshot snapshot;
        try (TimelineHarness job = TimelineHarness.start(replay(backend))) {
            job.deliver(CREATED);
            snapshot = job.barrier();
            published.commit(job.takeChanges());
        }
        try (TimelineHarness job = TimelineHarness.restore(new Setup(less, Retention.REPLAY, backend), snapshot, 1)) {
            job.deliver(REPLY_AT_TEN);
            job.barrier();
            published.commit(job.takeChanges());
        }

        assertThat(published.only("first_response").get("responder")).isEqualTo("rep-10");
    }

    @Test
    void stateMovesFromTheHeapToRocksDbByACanonicalSavepoint() throws Exception {
        Snapshot savepoint;
        try (TimelineHarness job = TimelineHarness.start(silence(Backend.HEAP))) {
            job.deliver(QUESTION, told("other", "08:30", "message.received", "lead/L2"));
            job.horizon("2026-03-02T08:45:00Z");
            savepoint = job.canonicalSavepoint();
            published.commit(job.takeChanges());
        }
        try (TimelineHarness job = TimelineHarness.restore(silence(Backend.ROCKSDB), savepoint, 1)) {
            assertThat(job.timers()).isEqualTo(2);
            job.deliver(QUESTION, REPLY_AT_NINE);
            job.horizon("2026-03-02T09:30:00Z");
            published.commit(job.takeChanges());
            assertThat(delivered(job)).isEqualTo(Map.of("delivered", 2L, "accepted", 1L, "late", 0L));
        }

        assertThat(published.facts().get("replies t lead/L1").get("kept")).isEqualTo(1);
        assertThat(published.facts().get("replies t lead/L2").get("breached")).isEqualTo(1);
    }

    private static Setup replay(Backend backend) {
        return new Setup(Timelines.ENGAGEMENT, Retention.REPLAY, backend);
    }

    private static Setup silence(Backend backend) {
        return new Setup(SILENCE, Retention.REPLAY, backend);
    }

    private static Setup keeping(Backend backend, int lateAfterDays, int sealForDays) {
        return new Setup(
                Timelines.ENGAGEMENT,
                Retention.of(Duration.ofDays(lateAfterDays), Duration.ofDays(sealForDays)),
                backend);
    }

    private static ToldEvent told(String id, String timeOfDay, String type) {
        return told(id, timeOfDay, type, "lead/L1");
    }

    private static ToldEvent told(String id, String timeOfDay, String type, String subject) {
        return ToldEvent.of(id, "2026-03-02T" + timeOfDay + ":00Z", type, subject);
    }

    /** The sums of the ledger since it was last taken. */
    private static Map<String, Long> delivered(TimelineHarness job) {
        List<Row> ledger = job.takeJournal("ledger");
        return Map.of(
                "delivered",
                sum(ledger, "delivered"),
                "accepted",
                sum(ledger, "accepted"),
                "late",
                sum(ledger, "late"));
    }

    private static long sum(List<Row> rows, String column) {
        return rows.stream().mapToLong(row -> (Long) row.get(column)).sum();
    }
}
