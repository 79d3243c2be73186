package dev.crmpulse.metrics.handover;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.HandoverPayload.Started;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/** M24: who handed which customer to whom, and when the new owner accepted. */
public final class HandoverFold implements Fold<HandoverFold.State, Handover> {
    public static final Metric METRIC =
            Metric.of(new HandoverFold(), "handover").summed(Rollup.of(Handover.TYPE));

    private static final Set<EventType> READS = Set.of(EventType.HANDOVER_STARTED, EventType.HANDOVER_ACCEPTED);

    /** One handover: its first start, and the first acceptance after it. */
    static final class State implements BinaryState {
        private String customerId = "";
        private String from = "";
        private String to = "";
        private String reason = "";
        private long startedAt = BinaryCodec.NO_TIME;
        private long acceptedAt = BinaryCodec.NO_TIME;

        @Override
        public void fields(BinaryFields f) throws IOException {
            customerId = f.text(customerId);
            from = f.text(from);
            to = f.text(to);
            reason = f.text(reason);
            startedAt = f.time(startedAt);
            acceptedAt = f.time(acceptedAt);
        }

        private boolean hasStarted() {
            return startedAt != BinaryCodec.NO_TIME;
        }
    }

    @Override
    public String metric() {
        return "M24";
    }

    @Override
    public FactType<Handover> factType() {
        return Handover.TYPE;
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
        if (event.payload() instanceof Started started) {
            if (!state.hasStarted()) {
                state.from = started.from();
                state.to = started.to();
                state.reason = started.reason();
                state.startedAt = event.timeMillis();
            }
        } else if (state.hasStarted() && state.acceptedAt == BinaryCodec.NO_TIME) {
            state.acceptedAt = event.timeMillis();
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<Handover> facts) {
        if (key.kind().equals(EntityKey.HANDOVER) && state.hasStarted()) {
            facts.accept(new Handover(
                    key,
                    state.customerId,
                    state.from,
                    state.to,
                    state.reason,
                    state.startedAt,
                    BinaryCodec.orNull(state.acceptedAt)));
        }
    }

    @Override
    public boolean closed(State state) {
        return !state.hasStarted() || state.acceptedAt != BinaryCodec.NO_TIME;
    }
}
