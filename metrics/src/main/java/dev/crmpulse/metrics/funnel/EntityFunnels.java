package dev.crmpulse.metrics.funnel;

import dev.crmpulse.engine.entity.StateCodec;
import dev.crmpulse.engine.entity.TrackedEntity;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.policy.FunnelPolicy;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The ways of one lead or deal through all funnels that it entered. */
final class EntityFunnels {
    private final List<FunnelProgress> entered = new ArrayList<>(2);

    /** In state. */
    static final class Codec implements StateCodec<EntityFunnels> {
        @Override
        public void write(EntityFunnels state, DataOutput out) throws IOException {
            BinaryCodec.writeVarLong(out, state.entered.size());
            for (FunnelProgress progress : state.entered) {
                progress.write(out);
            }
        }

        @Override
        public EntityFunnels read(DataInput in) throws IOException {
            EntityFunnels state = new EntityFunnels();
            for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
                state.entered.add(FunnelProgress.read(in));
            }
            return state;
        }
    }

    /** Takes in an event that concerns the lead or deal. */
    static void apply(CrmEvent event, TrackedEntity<EntityFunnels> entity, TenantPolicies policies) {
        if (entity.state() != null) {
            for (FunnelProgress progress : entity.state().entered) {
                progress.apply(event, entity.entity(), policies);
            }
        }
        List<FunnelPolicy> inForce = policies.funnels(entity.entity(), event.timeMillis());
        for (int i = 0; i < inForce.size(); i++) {
            FunnelPolicy funnel = inForce.get(i);
            if (!hasEntered(entity.state(), funnel.id()) && FunnelProgress.enters(funnel, event)) {
                if (entity.state() == null) {
                    entity.remember(new EntityFunnels());
                }
                entity.state().entered.add(FunnelProgress.enter(funnel, event));
            }
        }
    }

    private static boolean hasEntered(EntityFunnels state, String funnelId) {
        if (state != null) {
            for (int i = 0; i < state.entered.size(); i++) {
                if (state.entered.get(i).funnelId().equals(funnelId)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Takes in that an id, the owner or the channel is another one now. */
    void invalidate() {
        entered.forEach(FunnelProgress::invalidate);
    }

    void facts(EntityKey root, TrackedEntity<EntityFunnels> entity, String channel, Consumer<FunnelEntry> facts) {
        entered.forEach(progress -> progress.facts(root, entity, channel, facts));
    }
}
