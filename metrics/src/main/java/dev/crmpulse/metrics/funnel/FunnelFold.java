package dev.crmpulse.metrics.funnel;

import dev.crmpulse.engine.entity.EntityTracker;
import dev.crmpulse.engine.entity.EntityTracking;
import dev.crmpulse.engine.entity.TrackedEntity;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.LeadPayload;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M6: how far each lead and deal came in the funnels that it entered. */
public final class FunnelFold implements Fold<FunnelFold.State, FunnelEntry> {
    public static final Metric METRIC =
            Metric.of(new FunnelFold(), "engagement").verifiedByReference();

    private static final EntityTracking TRACKING = EntityTracking.LEAD_AND_DEALS;

    /** The lead and the deals of one key. */
    static final class State implements BinaryState {
        private final EntityTracker<EntityFunnels> entities = TRACKING.create(EntityFunnels::new);

        /** Where the lead came from, null before it was created. */
        private String channel;

        @Override
        public void fields(BinaryFields f) throws IOException {
            entities.fields(f);
            channel = f.flag(channel != null) ? f.text(channel) : null;
        }
    }

    @Override
    public String metric() {
        return "M6";
    }

    @Override
    public FactType<FunnelEntry> factType() {
        return FunnelEntry.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return TRACKING.reads();
    }

    @Override
    public boolean evaluates(PolicyKind kind, Entity entity) {
        return kind == PolicyKind.FUNNEL && TRACKING.entities().contains(entity);
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void apply(State state, CrmEvent event, TenantPolicies policies) {
        state.entities.apply(event);
        if (state.channel == null && event.payload() instanceof LeadPayload.Created created) {
            state.channel = created.channel();
            state.entities.forEachRemembered(entity -> entity.state().invalidate());
        }
        List<TrackedEntity<EntityFunnels>> changed = state.entities.changed();
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).state() != null) {
                changed.get(i).state().invalidate();
            }
        }
        List<TrackedEntity<EntityFunnels>> concerned = state.entities.affected();
        for (int i = 0; i < concerned.size(); i++) {
            EntityFunnels.apply(event, concerned.get(i), policies);
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<FunnelEntry> facts) {
        String channel = state.channel == null ? "" : state.channel;
        state.entities.forEachRemembered(entity -> {
            if (!entity.isDeleted()) {
                entity.state().facts(key, entity, channel, facts);
            }
        });
    }

    /** A way ends with its window, whether anything happens or not: nothing is expected. */
    @Override
    public boolean closed(State state) {
        return true;
    }
}
