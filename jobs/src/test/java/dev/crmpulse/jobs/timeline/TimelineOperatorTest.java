package dev.crmpulse.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.rollup.Cause;
import dev.crmpulse.engine.rollup.DatedBy;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.timeline.TimelineHarness.Setup;
import dev.crmpulse.jobs.timeline.TimelineHarness.Snapshot;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.metrics.pipeline.SalesCycleFold;
import dev.crmpulse.metrics.response.FirstResponseFold;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineOperatorTest {
    private static final Timeline SILENCE = new Timeline("toy", List.of(new ReplyDueFold()));

    private static final TestEvent CREATED = event("created", "08:00", "lead.created");
    private static final TestEvent REPLY_AT_NINE =
            event("nine", "09:00", "message.sent").by("rep-9", "human");
    private static final TestEvent REPLY_AT_TEN =
            event("ten", "10:00", "message.sent").by("rep-10", "human");
    private static final TestEvent QUESTION = event("question", "08:00", "message.received");

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
    void aFullBufferIsEvaluatedWithoutWaiting() throws Exception {
        try (TimelineHarness job = TimelineHarness.start(replay(Backend.HEAP))) {
            int full = PendingEvents.fullBytes(Runtime.getRuntime().maxMemory(), 1);
            int delivered = 0;
            long bytes = 0;
            List<FactChange> changes = List.of();
            while (changes.isEmpty()) {
                TestEvent created = event("created" + delivered, "08:00", "lead.created", "lead/" + delivered);
                job.deliver(created);
                delivered++;
                bytes += KeyedEvent.of("", created.event()).event().length;
                changes = job.takeChanges();
                assertThat(bytes).isLessThan(full);
            }

            assertThat(changes).hasSize(delivered);
            assertThat(bytes).as("what holds them counts too").isGreaterThan(full / 10);
            assertThat(delivered(job))
                    .isEqualTo(Map.of("delivered", (long) delivered, "accepted", (long) delivered, "late", 0L));
        }
    }

    @Test
    void whatChangesInClosedWindowsNamesTheEventThatChangedIt() throws Exception {
        try (TimelineHarness job = TimelineHarness.start(replay(Backend.HEAP))) {
            job.deliver(CREATED, REPLY_AT_TEN);
            job.horizon("2026-03-05T00:00:00Z");
            assertThat(job.takeDeltas()).as("they were open").allSatisfy(delta -> assertThat(delta.cause())
                    .isEqualTo(Cause.UNKNOWN));

            job.deliver(REPLY_AT_NINE);
            job.barrier();
            // a cohort whose number stays is not corrected
            assertThat(job.takeDeltas())
                    .filteredOn(delta -> delta.key().datedBy() == DatedBy.ENDED_AT
                            || delta.sums().size() != 0)
                    .isNotEmpty()
                    .allSatisfy(delta -> {
                        assertThat(delta.cause().kind()).isEqualTo(Cause.Kind.EVENT);
                        assertThat(delta.cause().id())
                                .isEqualTo(REPLY_AT_NINE.event().id());
                        assertThat(delta.cause().key()).isEqualTo("lead/L1");
                        assertThat(delta.fact()).isNotEmpty();
                    });
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
    void aKeyThatIsClosedIsRetiredWhenNoEventOfItWouldBeTakenAnyMore(Backend backend) throws Exception {
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
            assertThat(job.timers()).as("to forget the retired").isEqualTo(1);
        }
        try (TimelineHarness job = TimelineHarness.restore(keeping(backend, 10, 30), snapshot, 1)) {
            TestEvent afterwards = TestEvent.of("afterwards", "2026-03-12T09:00:00Z", "lead.behavior", "lead/L1");
            job.deliver(afterwards, CREATED);
            job.barrier();

            assertThat(job.takeChanges()).isEmpty();
            assertThat(job.takeJournal("late"))
                    .extracting(late -> late.get("id"), late -> late.get("reason"))
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("afterwards", "retired"),
                            org.assertj.core.groups.Tuple.tuple("created", "too old"));
            assertThat(delivered(job)).isEqualTo(Map.of("delivered", 2L, "accepted", 0L, "late", 2L));
        }
        assertThat(published.only("first_response").time("ended_at"))
                .as("what was said of it holds")
                .isEqualTo("2026-03-02T10:00:00Z");
    }

    @Test
    void aRetiredKeyTakesTheHistoryAwayAndIsItselfForgottenInTheEnd() throws Exception {
        try (TimelineHarness job = TimelineHarness.start(keeping(Backend.HEAP, 10, 30))) {
            job.deliver(CREATED, REPLY_AT_TEN);
            job.barrier();
            assertThat(job.stateEntries()).as("state and history").isEqualTo(2);
            job.horizon("2026-03-12T10:00:00.001Z");
            assertThat(job.stateEntries()).as("retired").isEqualTo(1);

            job.horizon("2026-04-01T10:00:00Z");
            assertThat(job.stateEntries()).isEqualTo(1);
            job.horizon("2026-04-01T10:00:00.001Z");
            assertThat(job.stateEntries()).isZero();
            assertThat(job.timers()).isZero();

            job.takeChanges();
            job.deliver(TestEvent.of("anew", "2026-04-01T09:00:00Z", "lead.created", "lead/L1"));
            job.barrier();
            assertThat(job.takeChanges()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsOpenIsNeverRetired(Backend backend) throws Exception {
        try (TimelineHarness job = TimelineHarness.start(keeping(backend, 10, 30))) {
            job.deliver(CREATED);
            job.horizon("2027-03-02T08:00:00Z");
            job.deliver(TestEvent.of("at last", "2027-03-02T07:00:00Z", "message.sent", "lead/L1")
                    .by("rep-1", "human"));
            job.barrier();
            published.commit(job.takeChanges());
        }

        assertThat(published.only("first_response").time("ended_at")).isEqualTo("2027-03-02T07:00:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void aReplayCallsNothingLateAndRetiresNothing(Backend backend) throws Exception {
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
        TestEvent[] questions = IntStream.range(0, 20)
                .mapToObj(i -> event("question", "08:00", "message.received", "lead/L" + i))
                .toArray(TestEvent[]::new);
        TestEvent[] answers = IntStream.range(0, 20)
                .filter(i -> i % 2 == 0)
                .mapToObj(i -> event("answer", "08:30", "message.sent", "lead/L" + i))
                .toArray(TestEvent[]::new);
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
        TestEvent deal = TestEvent.of("deal", "2026-03-02T09:00:00Z", "deal.created", "deal/D1")
                .saying(Map.of("lead_id", "L1", "stage", "demo"));
        Snapshot snapshot;
        try (TimelineHarness job = TimelineHarness.start(new Setup(before, Retention.REPLAY, backend))) {
            job.deliver(CREATED, deal);
            snapshot = job.barrier();
            published.commit(job.takeChanges());
        }
        try (TimelineHarness job = TimelineHarness.restore(new Setup(after, Retention.REPLAY, backend), snapshot, 1)) {
            job.deliver(event("touch", "11:00", "x.scanned"));
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
            job.deliver(QUESTION, event("other", "08:30", "message.received", "lead/L2"));
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

    private static Setup keeping(Backend backend, int lateAfterDays, int retiredForDays) {
        return new Setup(
                Timelines.ENGAGEMENT,
                Retention.of(Duration.ofDays(lateAfterDays), Duration.ofDays(retiredForDays)),
                backend);
    }

    private static TestEvent event(String id, String timeOfDay, String type) {
        return event(id, timeOfDay, type, "lead/L1");
    }

    private static TestEvent event(String id, String timeOfDay, String type, String subject) {
        return TestEvent.of(id, "2026-03-02T" + timeOfDay + ":00Z", type, subject);
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
