package dev.crmpulse.jobs.timeline;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Fold;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** A toy metric that evaluates silence: each message of a customer is to be answered within an hour. */
final class ReplyDueFold implements Fold<ReplyDueFold.State, ReplyDueFold.Replies> {
    private static final long HOUR_MILLIS = 3_600_000;

    /** How often a key was answered in time and how often not. */
    record Replies(String tenant, String id, long startedAt, int kept, int breached, Long dueAt) implements Fact {
        static final FactType<Replies> TYPE = FactType.<Replies>named("replies", 1, "Answers to one key")
                .column("kept", COUNT, "Answers in time", Replies::kept)
                .column("breached", COUNT, "Answers that did not come in time", Replies::breached)
                .column("due_at", NULLABLE_TIME, "When an answer is due, NULL if none is", Replies::dueAt)
                .build();
    }

    static final class State implements BinaryState {
        private long startedAt = BinaryCodec.NO_TIME;
        private long dueAt = BinaryCodec.NO_TIME;
        private int kept;
        private int breached;

        @Override
        public void fields(BinaryFields f) throws IOException {
            startedAt = f.time(startedAt);
            dueAt = f.time(dueAt);
            kept = f.fixedInt(kept);
            breached = f.fixedInt(breached);
        }
    }

    @Override
    public String metric() {
        return "TOY";
    }

    @Override
    public FactType<Replies> factType() {
        return Replies.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return EnumSet.allOf(EventType.class);
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void apply(State state, CrmEvent event, TenantPolicies policies) {
        if (event.type() == EventType.MESSAGE_RECEIVED && state.dueAt == BinaryCodec.NO_TIME) {
            state.startedAt = state.startedAt == BinaryCodec.NO_TIME ? event.timeMillis() : state.startedAt;
            state.dueAt = event.timeMillis() + HOUR_MILLIS;
        } else if (event.type() == EventType.MESSAGE_SENT && state.dueAt != BinaryCodec.NO_TIME) {
            state.kept++;
            state.dueAt = BinaryCodec.NO_TIME;
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<Replies> facts) {
        if (state.startedAt != BinaryCodec.NO_TIME) {
            facts.accept(new Replies(
                    key.tenant(),
                    key.subject(),
                    state.startedAt,
                    state.kept,
                    state.breached,
                    BinaryCodec.orNull(state.dueAt)));
        }
    }

    @Override
    public long nextDeadline(State state) {
        return state.dueAt == BinaryCodec.NO_TIME ? NEVER : state.dueAt;
    }

    @Override
    public void passDeadline(State state, long deadlineMillis, TenantPolicies policies) {
        state.breached++;
        state.dueAt = BinaryCodec.NO_TIME;
    }

    @Override
    public boolean closed(State state) {
        return state.dueAt == BinaryCodec.NO_TIME;
    }
}
