package dev.crmpulse.metrics.funnel;

import dev.crmpulse.metrics.entity.MemoryCodec;
import dev.crmpulse.metrics.entity.TrackedEntity;
import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.Root;
import dev.crmpulse.metrics.event.Wire;
import dev.crmpulse.metrics.policy.FunnelPolicy;
import dev.crmpulse.metrics.policy.TenantPolicies;
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
    static final class Codec implements MemoryCodec<EntityFunnels> {
        @Override
        public void write(EntityFunnels memory, DataOutput out) throws IOException {
            Wire.writeVarLong(out, memory.entered.size());
            for (FunnelProgress progress : memory.entered) {
                progress.write(out);
            }
        }

        @Override
        public EntityFunnels read(DataInput in) throws IOException {
            EntityFunnels memory = new EntityFunnels();
            for (long left = Wire.readVarLong(in); left > 0; left--) {
                memory.entered.add(FunnelProgress.read(in));
            }
            return memory;
        }
    }

    /** Takes in an event that concerns the lead or deal. */
    static void apply(CrmEvent event, TrackedEntity<EntityFunnels> entity, TenantPolicies policies) {
        if (entity.memory() != null) {
            for (FunnelProgress progress : entity.memory().entered) {
                progress.apply(event, entity.entity(), policies);
            }
        }
        List<FunnelPolicy> inForce = policies.funnels(entity.entity(), event.timeMillis());
        for (int i = 0; i < inForce.size(); i++) {
            FunnelPolicy funnel = inForce.get(i);
            if (!hasEntered(entity.memory(), funnel.id()) && FunnelProgress.enters(funnel, event)) {
                if (entity.memory() == null) {
                    entity.remember(new EntityFunnels());
                }
                entity.memory().entered.add(FunnelProgress.enter(funnel, event));
            }
        }
    }

    private static boolean hasEntered(EntityFunnels memory, String funnelId) {
        if (memory != null) {
            for (int i = 0; i < memory.entered.size(); i++) {
                if (memory.entered.get(i).funnelId().equals(funnelId)) {
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

    void facts(Root root, TrackedEntity<EntityFunnels> entity, String channel, Consumer<FunnelEntry> facts) {
        entered.forEach(progress -> progress.facts(root, entity, channel, facts));
    }
}
