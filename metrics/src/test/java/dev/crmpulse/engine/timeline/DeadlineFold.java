package dev.crmpulse.engine.timeline;

import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A toy metric with a deadline: a customer's message is to be answered within an hour, else the SLA is breached. A
 * message that comes while an answer is due asks for nothing more.
 */
final class DeadlineFold implements Fold<DeadlineFold.State, DeadlineFold.Deadline> {
    static final long HOUR_MILLIS = 3_600_000;

    /** One SLA and what became of it: open, kept or breached. */
    record Deadline(String tenant, String key, int number, long startedAt, String state) implements Fact {
        static final FactType<Deadline> TYPE = FactType.<Deadline>named("sla", 1, "One SLA to answer")
                .column("key", TEXT, "To whom it was given", Deadline::key)
                .column("state", LABEL, "open, kept or breached", Deadline::state)
                .build();

        @Override
        public String id() {
            return key + '#' + number;
        }
    }

    static final class State implements BinaryState {
        private final List<Long> startedAt = new ArrayList<>();
        private final List<String> states = new ArrayList<>();

        @Override
        public void fields(BinaryFields f) throws IOException {
            int count = f.varInt(states.size());
            for (int i = 0; i < count; i++) {
                if (f.isReading()) {
                    startedAt.add(0L);
                    states.add("");
                }
                startedAt.set(i, f.fixedLong(startedAt.get(i)));
                states.set(i, f.text(states.get(i)));
            }
        }

        private boolean isDue() {
            return !states.isEmpty() && states.get(states.size() - 1).equals("open");
        }

        private void end(String as) {
            states.set(states.size() - 1, as);
        }
    }

    @Override
    public String metric() {
        return "TOY";
    }

    @Override
    public FactType<Deadline> factType() {
        return Deadline.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return Set.of(EventType.MESSAGE_RECEIVED, EventType.MESSAGE_SENT);
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void apply(State state, CrmEvent event, TenantPolicies policies) {
        if (event.type() == EventType.MESSAGE_RECEIVED && !state.isDue()) {
            state.startedAt.add(event.timeMillis());
            state.states.add("open");
        } else if (event.type() == EventType.MESSAGE_SENT && state.isDue()) {
            state.end("kept");
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<Deadline> facts) {
        for (int i = 0; i < state.states.size(); i++) {
            facts.accept(new Deadline(key.tenant(), key.subject(), i, state.startedAt.get(i), state.states.get(i)));
        }
    }

    @Override
    public long nextDeadline(State state) {
        return state.isDue() ? state.startedAt.get(state.startedAt.size() - 1) + HOUR_MILLIS : NEVER;
    }

    @Override
    public void passDeadline(State state, long deadlineMillis, TenantPolicies policies) {
        state.end("breached");
    }

    @Override
    public boolean closed(State state) {
        return !state.isDue();
    }
}
