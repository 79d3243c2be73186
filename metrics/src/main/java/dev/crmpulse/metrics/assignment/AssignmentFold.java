package dev.crmpulse.metrics.assignment;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * M23: every decision whom a lead is given to. It belongs to the history of the lead, which has few; all decisions of a
 * rule in one history would be restated with each.
 */
public final class AssignmentFold implements Fold<AssignmentFold.State, Assignment> {
    public static final Metric METRIC = Metric.of(new AssignmentFold(), "engagement")
            .summed(Rollup.of(Assignment.TYPE).by("ground").counting("outcome"));

    private static final Set<EventType> READS = Set.of(
            EventType.LEAD_ASSIGNED,
            EventType.LEAD_ASSIGNMENT_FAILED,
            EventType.LEAD_UNASSIGNED,
            EventType.LEAD_DISQUALIFIED,
            EventType.LEAD_MERGED,
            EventType.LEAD_DELETED);

    /** The decisions on one lead, the earliest first. */
    static final class State implements BinaryState {
        private String customerId = "";
        private final List<Held> decisions = new ArrayList<>();

        @Override
        public void fields(BinaryFields f) throws IOException {
            customerId = f.text(customerId);
            f.list(decisions, Held::new);
        }
    }

    private static final class Held implements BinaryState {
        private Decision decision = Decision.NONE;
        private long startedAt;
        private long endedAt = BinaryCodec.NO_TIME;
        private DecisionEnd end = DecisionEnd.NONE;

        @Override
        public void fields(BinaryFields f) throws IOException {
            decision = decision.fields(f);
            startedAt = f.fixedLong(startedAt);
            endedAt = f.time(endedAt);
            end = f.code(end, DecisionEnd.CODES);
        }
    }

    @Override
    public String metric() {
        return "M23";
    }

    @Override
    public FactType<Assignment> factType() {
        return Assignment.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return READS;
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void apply(State state, CrmEvent event, TenantPolicies policies) {
        if (state.customerId.isEmpty()) {
            state.customerId = event.customerId();
        }
        end(state, event);
        Decision decision = Decision.of(event);
        if (decision != null) {
            Held held = new Held();
            held.decision = decision;
            held.startedAt = event.timeMillis();
            state.decisions.add(held);
        }
    }

    private static void end(State state, CrmEvent event) {
        if (state.decisions.isEmpty()) {
            return;
        }
        Held last = state.decisions.get(state.decisions.size() - 1);
        if (last.end == DecisionEnd.NONE) {
            last.end = DecisionEnd.by(event.type());
            last.endedAt = event.timeMillis();
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<Assignment> facts) {
        if (key.leadId().isEmpty()) {
            return;
        }
        for (int i = 0; i < state.decisions.size(); i++) {
            Held held = state.decisions.get(i);
            facts.accept(new Assignment(
                    key,
                    state.customerId,
                    i + 1,
                    held.decision,
                    held.startedAt,
                    BinaryCodec.orNull(held.endedAt),
                    held.end.written()));
        }
    }

    /** Who has a lead has it until it is decided anew; only a failure asks for another decision. */
    @Override
    public boolean closed(State state) {
        return state.decisions.stream().noneMatch(held -> held.decision.isFailed() && held.end == DecisionEnd.NONE);
    }
}
