package dev.crmpulse.metrics.sla;

import dev.crmpulse.engine.entity.EntityTracker;
import dev.crmpulse.engine.entity.EntityTracking;
import dev.crmpulse.engine.entity.TrackedEntity;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.engine.timeline.Notice;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M27: which SLAs were kept, broken or cancelled, and which are running; one engine for all timelines. */
public final class SlaClockFold implements Fold<SlaClockFold.State, SlaClock> {
    /** Windows of clocks by SLA and state, whichever timeline they run on. */
    public static final Rollup ROLLUP = Rollup.of(SlaClock.TYPE).by("policy_id").counting("state");

    public static final Metric METRIC = Metric.of(new SlaClockFold(), "engagement")
            .about(Entity.LEAD, Entity.DEAL)
            .summed(ROLLUP)
            .verifiedByReference();

    /** The SLAs about proposals, contracts, orders and invoices. */
    public static final Metric DESK = Metric.of(new SlaClockFold(EntityTracking.DESK), "desk")
            .about(Entity.PROPOSAL, Entity.QUESTION, Entity.CONTRACT, Entity.ORDER, Entity.INVOICE)
            .summed(ROLLUP)
            .verifiedByReference();

    private final EntityTracking tracking;

    /** The SLAs to leads and about deals. */
    public SlaClockFold() {
        this(EntityTracking.LEAD_AND_DEALS);
    }

    /** @param tracking what the histories of the timeline are about, whose SLAs run on it */
    public SlaClockFold(EntityTracking tracking) {
        this.tracking = tracking;
    }

    /** The clocks of the entities of one history. */
    static final class State implements BinaryState {
        private final EntityTracker<EntityTimers> entities;
        private long nextDeadline = NEVER;

        private State(EntityTracker<EntityTimers> entities) {
            this.entities = entities;
        }

        @Override
        public void fields(BinaryFields f) throws IOException {
            entities.fields(f);
            if (f.isReading()) {
                computeDeadline();
            }
        }

        private void computeDeadline() {
            nextDeadline = NEVER;
            entities.forEachRemembered(entity ->
                    nextDeadline = Math.min(nextDeadline, entity.state().nextDeadline()));
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
        return tracking.reads();
    }

    @Override
    public boolean evaluates(PolicyKind kind, Entity entity) {
        return kind == PolicyKind.SLA && tracking.entities().contains(entity);
    }

    @Override
    public State create() {
        return new State(tracking.create(EntityTimers::new));
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
            state.computeDeadline();
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<SlaClock> facts) {
        state.entities.forEachRemembered(entity -> {
            if (entity.isOf(key)) {
                entity.state().facts(key, entity, facts);
            }
        });
    }

    @Override
    public void notices(SlaClock before, SlaClock after, Consumer<Notice> to) {
        Alert.of(before, after, to);
    }

    @Override
    public long nextDeadline(State state) {
        return state.nextDeadline;
    }

    @Override
    public void passDeadline(State state, long deadlineMillis, TenantPolicies policies) {
        state.entities.forEachRemembered(entity -> entity.state().passDeadline(deadlineMillis));
        state.computeDeadline();
    }

    /** A clock that silence has broken still runs: somebody may end it. */
    @Override
    public boolean closed(State state) {
        return !state.entities.anyRemembered(entity -> entity.state().isRunning());
    }
}
