package dev.crmpulse.metrics.sla;

import dev.crmpulse.metrics.entity.Entities;
import dev.crmpulse.metrics.entity.StateCodec;
import dev.crmpulse.metrics.entity.TrackedEntity;
import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.EntityKey;
import dev.crmpulse.metrics.event.EventType;
import dev.crmpulse.metrics.event.Family;
import dev.crmpulse.metrics.fact.FactType;
import dev.crmpulse.metrics.policy.TenantPolicies;
import dev.crmpulse.metrics.rollup.Rollup;
import dev.crmpulse.metrics.timeline.Fold;
import dev.crmpulse.metrics.timeline.Metric;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M27: which SLAs were kept, broken or cancelled, and which are running. */
public final class SlaClockFold implements Fold<SlaClockFold.State, SlaClock> {
    public static final Metric METRIC = Metric.of(new SlaClockFold(), "engagement")
            .summed(Rollup.of(SlaClock.TYPE).by("policy_id").counting("state"))
            .verifiedByReference();

    private static final Set<EventType> READS = EventType.of(Family.LEAD, Family.CONTACT, Family.DEAL);

    private static final StateCodec<EntityTimers> CODEC = new EntityTimers.Codec();

    /** The clocks of the lead and the deals of one root. */
    static final class State {
        private final Entities<EntityTimers> entities;
        private long nextDeadline;

        private State(Entities<EntityTimers> entities) {
            this.entities = entities;
            reckonDeadline();
        }

        private void reckonDeadline() {
            nextDeadline = NEVER;
            forEach(entity ->
                    nextDeadline = Math.min(nextDeadline, entity.state().nextDeadline()));
        }

        private void forEach(Consumer<TrackedEntity<EntityTimers>> action) {
            if (entities.lead() != null && entities.lead().state() != null) {
                action.accept(entities.lead());
            }
            for (TrackedEntity<EntityTimers> deal : entities.deals()) {
                if (deal.state() != null) {
                    action.accept(deal);
                }
            }
        }
    }

    @Override
    public String metric() {
        return "M27";
    }

    @Override
    public FactType<SlaClock> factType() {
        return SlaClock.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return READS;
    }

    @Override
    public State create() {
        return new State(new Entities<>());
    }

    @Override
    public void apply(State state, CrmEvent event, TenantPolicies policies) {
        state.entities.apply(event);
        List<TrackedEntity<EntityTimers>> renamed = state.entities.changed();
        for (int i = 0; i < renamed.size(); i++) {
            if (renamed.get(i).state() != null) {
                renamed.get(i)
                        .state()
                        .ownedUntil(event.timeMillis(), renamed.get(i).ownerBefore());
            }
        }
        boolean changed = false;
        List<TrackedEntity<EntityTimers>> concerned = state.entities.affected();
        for (int i = 0; i < concerned.size(); i++) {
            changed |= EntityTimers.apply(event, concerned.get(i), policies);
        }
        if (changed) {
            state.reckonDeadline();
        }
    }

    @Override
    public void facts(State state, EntityKey root, Consumer<SlaClock> facts) {
        state.forEach(entity -> entity.state().facts(root, entity, facts));
    }

    @Override
    public long nextDeadline(State state) {
        return state.nextDeadline;
    }

    @Override
    public void passDeadline(State state, long deadlineMillis, TenantPolicies policies) {
        state.forEach(entity -> entity.state().passDeadline(deadlineMillis));
        state.reckonDeadline();
    }

    /** A clock that silence has broken still runs: somebody may end it. */
    @Override
    public boolean closed(State state) {
        boolean[] running = {false};
        state.forEach(entity -> running[0] |= entity.state().isRunning());
        return !running[0];
    }

    @Override
    public void write(State state, DataOutput out) throws IOException {
        state.entities.write(CODEC, out);
    }

    @Override
    public State read(DataInput in) throws IOException {
        return new State(Entities.read(CODEC, in));
    }
}
