package dev.crmpulse.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** An SLA is an answer within an hour: asked at 9:00, it is due at 10:00. */
class TimelineProcessorTest {
    private static final Timeline SLAS = new Timeline("slas", List.of(new DeadlineFold()));
    private static final EntityKey LEAD = EntityKey.of("t", "lead/L1");

    private final StoredTimeline stored = new StoredTimeline(SLAS);

    @Test
    void anAnswerAtTheVeryDeadlineKeepsTheSla() {
        stored.deliver(List.of(asked("09:00")));
        stored.deliver(List.of(answered("10:00")));
        horizon("12:00");

        assertThat(states()).containsExactly("kept");
    }

    @Test
    void anAnswerAMillisecondLaterDoesNot() {
        stored.deliver(List.of(asked("09:00")));
        horizon("09:30");
        stored.deliver(List.of(answered("10:00:00.001")));
        horizon("12:00");

        assertThat(states()).containsExactly("breached");
    }

    @Test
    void silenceBreaksTheSlaWhenTheHorizonReachesTheDeadlineAndNoSooner() {
        stored.deliver(List.of(asked("09:00")));
        horizon("09:59:59.999");
        assertThat(states()).containsExactly("open");

        horizon("10:00");
        assertThat(states()).containsExactly("breached");
    }

    @Test
    void anAnswerDeliveredAfterTheBreachTakesItBack() {
        stored.deliver(List.of(asked("09:00")));
        horizon("11:00");
        assertThat(states()).containsExactly("breached");

        stored.deliver(List.of(answered("09:30")));
        assertThat(states()).containsExactly("kept");
    }

    @Test
    void anAnswerAtTheDeadlineDeliveredAfterTheBreachTakesItBackToo() {
        stored.deliver(List.of(asked("09:00")));
        horizon("10:00");
        assertThat(states()).containsExactly("breached");

        stored.deliver(List.of(answered("10:00")));
        assertThat(states()).containsExactly("kept");
    }

    @Test
    void whatComesAfterAPassedDeadlineNeedsNoHistory() {
        stored.deliver(List.of(asked("09:00")));
        horizon("10:00");
        stored.deliver(List.of(asked("10:00:00.001")));

        assertThat(stored.refolds()).isZero();
        assertThat(states()).containsExactly("breached", "open");
    }

    @Test
    void anAnswerBeyondTheDeadlineKnownBeforeTheHorizonGetsThereIsNoAnswerInTheEnd() {
        stored.deliver(List.of(asked("09:00")));
        horizon("09:30");
        stored.deliver(List.of(answered("12:00")));
        assertThat(states()).as("the silence until 10:00 is not certain yet").containsExactly("kept");

        horizon("10:00");
        assertThat(states()).containsExactly("breached");

        stored.deliver(List.of(answered("09:45")));
        assertThat(states()).as("the late answer was in time").containsExactly("kept");
    }

    @Test
    void theEarliestOfManyOverrunDeadlinesIsTheNextOne() {
        TimelineState state = SLAS.newState();
        TimelineProcessor processor = new TimelineProcessor(SLAS, Policies.NONE);
        processor.process(
                LEAD,
                state,
                events(asked("09:00"), answered("11:00"), asked("12:00"), answered("14:00"), asked("15:00")),
                Long.MIN_VALUE,
                TimelineProcessorTest::unreadable);

        assertThat(processor.nextDeadline(state)).isEqualTo(at("10:00"));
    }

    @Test
    void anEventAtTheVeryDeadlineOverrunsNothing() {
        TimelineState state = SLAS.newState();
        TimelineProcessor processor = new TimelineProcessor(SLAS, Policies.NONE);
        processor.process(
                LEAD, state, events(asked("09:00"), answered("10:00")), at("09:30"), TimelineProcessorTest::unreadable);

        assertThat(processor.nextDeadline(state)).isEqualTo(Fold.NEVER);
    }

    @Test
    void theNextDeadlineIsTheFoldsOwnAndNoneWhereNothingIsDue() {
        TimelineProcessor processor = new TimelineProcessor(SLAS, Policies.NONE);
        TimelineState state = SLAS.newState();
        assertThat(processor.nextDeadline(state)).isEqualTo(Fold.NEVER);

        processor.process(LEAD, state, events(asked("09:00")), at("09:30"), TimelineProcessorTest::unreadable);
        assertThat(processor.nextDeadline(state)).isEqualTo(at("10:00"));

        processor.process(LEAD, state, events(answered("09:40")), at("09:40"), TimelineProcessorTest::unreadable);
        assertThat(processor.nextDeadline(state)).isEqualTo(Fold.NEVER);
    }

    @Test
    void aBatchThatIsNewAndLaterIsFoldedWithoutReadingTheHistory() {
        TimelineState state = SLAS.newState();
        TimelineProcessor processor = new TimelineProcessor(SLAS, Policies.NONE);
        ProcessingResult first =
                processor.process(LEAD, state, events(asked("09:00")), at("09:00"), TimelineProcessorTest::unreadable);
        ProcessingResult second = processor.process(
                LEAD, state, events(asked("09:20"), answered("09:10")), at("09:20"), TimelineProcessorTest::unreadable);

        assertThat(first.refolded()).isFalse();
        assertThat(first.acceptedDelta()).isEqualTo(1);
        assertThat(second.refolded()).isFalse();
        assertThat(second.acceptedDelta()).isEqualTo(2);
        assertThat(second.remembered())
                .containsExactly(answered("09:10").event(), asked("09:20").event());
    }

    @Test
    void anEarlierAKnownAndACorrectedEventEachReadTheHistory() {
        for (TestEvent late : List.of(
                answered("08:59"),
                asked("09:00"),
                answered("09:30").named(asked("09:00").id()))) {
            TimelineState state = SLAS.newState();
            TimelineProcessor processor = new TimelineProcessor(SLAS, Policies.NONE);
            processor.process(LEAD, state, events(asked("09:00")), at("09:00"), TimelineProcessorTest::unreadable);

            assertThat(processor
                            .process(LEAD, state, events(late), at("09:00"), () -> events(asked("09:00")))
                            .refolded())
                    .as("%s", late)
                    .isTrue();
        }
    }

    @Test
    void aTwinReadsTheHistoryAndIsCountedApartFromARepetition() {
        TestEvent question = asked("09:00").withTwins();
        TimelineState state = SLAS.newState();
        TimelineProcessor processor = new TimelineProcessor(SLAS, Policies.NONE);
        processor.process(LEAD, state, events(question), at("09:00"), TimelineProcessorTest::unreadable);

        ProcessingResult twin =
                processor.process(LEAD, state, events(question.named("twin")), at("09:00"), () -> events(question));
        ProcessingResult again = processor.process(
                LEAD,
                state,
                events(question.named("twin")),
                at("09:00"),
                () -> events(question, question.named("twin")));

        assertThat(twin.refolded()).isTrue();
        assertThat(twin.acceptedDelta()).isZero();
        assertThat(twin.twinsDelta()).isEqualTo(1);
        assertThat(again.acceptedDelta()).isZero();
        assertThat(again.twinsDelta()).isZero();
    }

    @Test
    void onlyPublicationsCountAsRevisions() {
        TimelineState state = SLAS.newState();
        TimelineProcessor processor = new TimelineProcessor(SLAS, Policies.NONE);
        assertThat(processor
                        .process(LEAD, state, events(answered("08:00")), at("08:00"), TimelineProcessorTest::unreadable)
                        .changes())
                .isEmpty();
        assertThat(revisions(processor.process(
                        LEAD, state, events(asked("09:00")), at("09:00"), TimelineProcessorTest::unreadable)))
                .containsExactly(1L);
        assertThat(revisions(processor.process(
                        LEAD, state, events(asked("09:05")), at("09:05"), TimelineProcessorTest::unreadable)))
                .isEmpty();
        assertThat(revisions(processor.process(
                        LEAD, state, events(answered("09:10")), at("09:10"), TimelineProcessorTest::unreadable)))
                .containsExactly(2L);
    }

    @Test
    void aFactThatHoldsNoMoreIsTakenBack() {
        stored.deliver(List.of(asked("09:00")));
        stored.deliver(List.of(asked("12:00")));
        horizon("20:00");
        assertThat(states()).containsExactly("breached", "breached");

        TestEvent correction = TestEvent.of(asked("12:00").id(), "2026-03-02T12:00:00Z", "lead.behavior", "lead/L1")
                .recorded(Instant.parse("2026-03-02T13:00:00Z"));
        List<ProcessingResult> results = stored.deliver(List.of(correction));

        assertThat(states()).containsExactly("breached");
        assertThat(results).singleElement().satisfies(result -> assertThat(result.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.after()).isNull()));
    }

    @Test
    void aRootIsClosedWhenAllFoldsAreDoneWithIt() {
        TimelineProcessor processor = new TimelineProcessor(SLAS, Policies.NONE);
        TimelineState state = SLAS.newState();
        assertThat(processor.isClosed(state)).as("not built yet").isFalse();

        processor.process(LEAD, state, events(asked("09:00")), at("09:00"), TimelineProcessorTest::unreadable);
        assertThat(processor.isClosed(state)).as("an answer is due").isFalse();

        processor.process(LEAD, state, events(answered("09:10")), at("09:10"), TimelineProcessorTest::unreadable);
        assertThat(processor.isClosed(state)).as("answered").isTrue();
    }

    @Test
    void addingAMetricIsAddingItsFoldToTheList() {
        List<Fold<?, ?>> folds = new ArrayList<>(Timelines.ENGAGEMENT.folds());
        folds.add(new DeadlineFold());
        StoredTimeline longer = new StoredTimeline(new Timeline("engagement", folds));
        longer.deliver(List.of(
                TestEvent.of("e1", "2026-03-02T09:00:00Z", "lead.created", "lead/L1"),
                asked("09:00"),
                answered("09:30")));

        assertThat(longer.published("first_response")).hasSize(1);
        assertThat(longer.published("sla")).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("tenant", "t").containsEntry("id", "lead/L1#0");
            assertThat(row).containsEntry("started_at", at("09:00")).containsEntry("def_version", 1);
            assertThat(row).containsEntry("state", "kept");
        });
    }

    @Test
    void aFoldAddedLaterIsBuiltWithOneReadingOfTheHistory() {
        StoredTimeline grown = new StoredTimeline(new Timeline("slas", List.of()));
        grown.deliver(List.of(asked("09:00")));
        grown.goOnWith(SLAS);
        grown.deliver(List.of(answered("09:30")));
        grown.deliver(List.of(asked("09:40")));

        assertThat(grown.published("sla")).extracting(row -> row.get("state")).containsExactly("kept", "open");
        assertThat(grown.refolds()).isEqualTo(1);
    }

    @Test
    void aFoldThatDoesNotMoveOnFromItsDeadlineIsStopped() {
        TimelineProcessor processor =
                new TimelineProcessor(new Timeline("stuck", List.of(new StuckFold())), Policies.NONE);
        TimelineState state = new TimelineState(1);

        assertThatThrownBy(() ->
                        processor.process(LEAD, state, events(asked("09:00")), 5, TimelineProcessorTest::unreadable))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("STUCK does not move on from its deadline 5");
    }

    @Test
    void aFoldWithoutDeadlinesIsAskedToPassNone() {
        Fold<Count, DeadlineFold.Deadline> fold = new TwiceFold();

        assertThat(fold.nextDeadline(new Count())).isEqualTo(Fold.NEVER);
        assertThatThrownBy(() -> fold.passDeadline(new Count(), 1, TenantPolicies.NONE))
                .hasMessage("TWICE has no deadlines");
    }

    @Test
    void aFoldThatStatesAFactTwiceIsStopped() {
        TimelineProcessor processor =
                new TimelineProcessor(new Timeline("twice", List.of(new TwiceFold())), Policies.NONE);

        assertThatThrownBy(() -> processor.process(
                        LEAD, new TimelineState(1), events(asked("09:00")), 5, TimelineProcessorTest::unreadable))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("TWICE states fact lead/L1#1 twice");
    }

    private void horizon(String time) {
        stored.raiseHorizon(at(time));
    }

    private List<Object> states() {
        return stored.published("sla").stream().map(row -> row.get("state")).toList();
    }

    private static List<Long> revisions(ProcessingResult result) {
        return result.changes().stream().map(FactChange::revision).toList();
    }

    private static long at(String time) {
        return Instant.parse("2026-03-02T" + (time.length() == 5 ? time + ":00" : time) + "Z")
                .toEpochMilli();
    }

    private static TestEvent asked(String time) {
        return event("message.received", time).by("C1", "customer");
    }

    private static TestEvent answered(String time) {
        return event("message.sent", time).by("rep-1", "human");
    }

    private static TestEvent event(String type, String time) {
        return TestEvent.of(type + time, Instant.ofEpochMilli(at(time)).toString(), type, "lead/L1");
    }

    private static Iterable<CrmEvent> unreadable() {
        throw new AssertionError("the history is not to be read");
    }

    private static List<CrmEvent> events(TestEvent... deliveries) {
        List<CrmEvent> events = new ArrayList<>();
        for (TestEvent event : deliveries) {
            events.add(event.event());
        }
        return events;
    }

    /** Is never written. */
    private static final class Count implements BinaryState {
        private long events;

        @Override
        public void fields(BinaryFields f) throws IOException {
            events = f.varLong(events);
        }
    }

    /** States one fact twice. */
    private static class TwiceFold implements Fold<Count, DeadlineFold.Deadline> {
        @Override
        public String metric() {
            return "TWICE";
        }

        @Override
        public FactType<DeadlineFold.Deadline> factType() {
            return DeadlineFold.Deadline.TYPE;
        }

        @Override
        public Set<EventType> reads() {
            return EnumSet.allOf(EventType.class);
        }

        @Override
        public Count create() {
            return new Count();
        }

        @Override
        public void apply(Count state, CrmEvent event, TenantPolicies policies) {
            state.events++;
        }

        @Override
        public void facts(Count state, EntityKey key, Consumer<DeadlineFold.Deadline> facts) {
            for (long i = 0; i < 2 * state.events; i++) {
                facts.accept(new DeadlineFold.Deadline("t", key.subject(), 1, i, "open"));
            }
        }

        @Override
        public boolean closed(Count state) {
            return true;
        }
    }

    /** Never gets past its deadline. */
    private static final class StuckFold extends TwiceFold {
        @Override
        public String metric() {
            return "STUCK";
        }

        @Override
        public long nextDeadline(Count state) {
            return 5;
        }

        @Override
        public void passDeadline(Count state, long deadlineMillis, TenantPolicies policies) {
            state.events = 0;
        }
    }
}
