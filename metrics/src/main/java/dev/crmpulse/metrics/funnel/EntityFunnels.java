package dev.crmpulse.metrics.funnel;

import dev.crmpulse.engine.entity.TrackedEntity;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.policy.FunnelPolicy;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The ways of one lead or deal through all funnels that it entered. */
final class EntityFunnels implements BinaryState {
    private final List<FunnelProgress> entered = new ArrayList<>(2);

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

    void facts(EntityKey key, TrackedEntity<EntityFunnels> entity, String channel, Consumer<FunnelEntry> facts) {
        entered.forEach(progress -> progress.facts(key, entity, channel, facts));
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        f.list(entered, FunnelProgress::new);
    }
}
