package dev.crmpulse.metrics.people;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.GoalPayload.Given;
import dev.crmpulse.engine.event.GoalPayload.Promoted;
import dev.crmpulse.engine.event.GoalPayload.ScoreAdjusted;
import dev.crmpulse.engine.event.GoalPayload.TargetSet;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.people.PeopleEvent.Entry;
import dev.crmpulse.metrics.people.PeopleEvent.Goal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** M25: goals of people and teams, and what people were given. */
public final class PeopleEventFold implements Fold<PeopleEventFold.State, PeopleEvent> {
    public static final Metric METRIC = Metric.of(new PeopleEventFold(), "people")
            .summed(Rollup.of(PeopleEvent.TYPE).by("kind"));

    private static final Map<EventType, String> KINDS = Map.of(
            EventType.TARGET_SET, "target",
            EventType.RECOGNITION_GIVEN, "recognition",
            EventType.TRAINING_COMPLETED, "training",
            EventType.PROMOTION_GIVEN, "promotion",
            EventType.SCORE_ADJUSTED, "adjustment",
            EventType.SANCTION_GIVEN, "sanction",
            EventType.SUGGESTION_ADOPTED, "suggestion");

    /** The events of one person or team, the earliest first. */
    static final class State implements BinaryState {
        private final List<Entry> entries = new ArrayList<>();

        @Override
        public void fields(BinaryFields f) throws IOException {
            f.values(entries, Entry.BLANK);
        }
    }

    @Override
    public String metric() {
        return "M25";
    }

    @Override
    public FactType<PeopleEvent> factType() {
        return PeopleEvent.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return KINDS.keySet();
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void apply(State state, CrmEvent event, TenantPolicies policies) {
        state.entries.add(entry(event, KINDS.get(event.type())).by(event.actor(), event.timeMillis()));
    }

    private static Entry entry(CrmEvent event, String kind) {
        if (event.payload() instanceof TargetSet target) {
            return new Entry(
                    kind,
                    target.kind(),
                    "",
                    "",
                    new Goal(
                            target.scope(),
                            target.mode().isEmpty() ? "absolute" : target.mode(),
                            target.baseline(),
                            target.amount(),
                            target.currency(),
                            target.dueAt()),
                    "",
                    "",
                    null,
                    "",
                    0);
        }
        if (event.payload() instanceof Promoted promoted) {
            return new Entry(kind, "", "", "", Goal.NONE, promoted.from(), promoted.to(), null, "", 0);
        }
        if (event.payload() instanceof ScoreAdjusted adjusted) {
            return new Entry(
                    kind,
                    "",
                    "",
                    adjusted.reason(),
                    Goal.NONE.withScope(adjusted.scope()),
                    "",
                    "",
                    adjusted.score(),
                    "",
                    0);
        }
        Given given = (Given) event.payload();
        return Entry.given(kind, given.kind(), given.status(), given.reason());
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<PeopleEvent> facts) {
        if (key.id().isEmpty()
                || !(key.kind().equals(EntityKey.REP) || key.kind().equals(EntityKey.TEAM))) {
            return;
        }
        int eventNo = 0;
        for (Entry entry : state.entries) {
            eventNo++;
            facts.accept(new PeopleEvent(key, eventNo, entry));
        }
    }

    /** What was given is complete as soon as it is. */
    @Override
    public boolean closed(State state) {
        return true;
    }
}
