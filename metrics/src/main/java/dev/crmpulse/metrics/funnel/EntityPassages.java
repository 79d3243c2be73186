package dev.crmpulse.metrics.funnel;

import dev.crmpulse.metrics.entity.MemoryCodec;
import dev.crmpulse.metrics.entity.Tracked;
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
final class EntityPassages {
    private final List<Passage> passages = new ArrayList<>(2);

    /** In state. */
    static final class Codec implements MemoryCodec<EntityPassages> {
        @Override
        public void write(EntityPassages memory, DataOutput out) throws IOException {
            Wire.writeVarLong(out, memory.passages.size());
            for (Passage passage : memory.passages) {
                passage.write(out);
            }
        }

        @Override
        public EntityPassages read(DataInput in) throws IOException {
            EntityPassages memory = new EntityPassages();
            for (long left = Wire.readVarLong(in); left > 0; left--) {
                memory.passages.add(Passage.read(in));
            }
            return memory;
        }
    }

    /** Takes in an event that concerns the lead or deal. */
    static void apply(CrmEvent event, Tracked<EntityPassages> entity, TenantPolicies policies) {
        if (entity.memory() != null) {
            for (Passage passage : entity.memory().passages) {
                passage.apply(event, entity.entity(), policies);
            }
        }
        List<FunnelPolicy> inForce = policies.funnels(entity.entity(), event.timeMillis());
        for (int i = 0; i < inForce.size(); i++) {
            FunnelPolicy funnel = inForce.get(i);
            if (!hasEntered(entity.memory(), funnel.id()) && Passage.enters(funnel, event)) {
                if (entity.memory() == null) {
                    entity.remember(new EntityPassages());
                }
                entity.memory().passages.add(Passage.enter(funnel, event));
            }
        }
    }

    private static boolean hasEntered(EntityPassages memory, String funnelId) {
        if (memory != null) {
            for (int i = 0; i < memory.passages.size(); i++) {
                if (memory.passages.get(i).funnelId().equals(funnelId)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Takes in that an id, the owner or the channel is another one now. */
    void restate() {
        passages.forEach(Passage::restate);
    }

    void facts(Root root, Tracked<EntityPassages> entity, String channel, Consumer<FunnelEntry> facts) {
        passages.forEach(passage -> passage.facts(root, entity, channel, facts));
    }
}
