package dev.crmpulse.metrics.pipeline;

import dev.crmpulse.engine.entity.EntityTracker;
import dev.crmpulse.engine.entity.EntityTracking;
import dev.crmpulse.engine.entity.TrackedEntity;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M4: how long each deal stayed in each stage, visit by visit. A deleted deal has no rows. */
public final class StageDwellFold implements Fold<EntityTracker<StagePath>, StageVisit> {
    public static final Metric METRIC = Metric.of(new StageDwellFold(), "engagement")
            .summed(Rollup.of(StageVisit.TYPE).by("stage").counting("next_stage"));

    private static final EntityTracking TRACKING = EntityTracking.DEALS;

    @Override
    public String metric() {
        return "M4";
    }

    @Override
    public FactType<StageVisit> factType() {
        return StageVisit.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return TRACKING.reads();
    }

    @Override
    public EntityTracker<StagePath> create() {
        return TRACKING.create(StagePath::new);
    }

    @Override
    public void apply(EntityTracker<StagePath> deals, CrmEvent event, TenantPolicies policies) {
        deals.apply(event);
        List<TrackedEntity<StagePath>> affected = deals.affected();
        for (int i = 0; i < affected.size(); i++) {
            TrackedEntity<StagePath> deal = affected.get(i);
            if (deal.state() == null) {
                deal.remember(new StagePath());
            }
            deal.state().apply(event, deal, policies);
        }
    }

    @Override
    public void facts(EntityTracker<StagePath> deals, EntityKey key, Consumer<StageVisit> facts) {
        deals.forEachRemembered(deal -> {
            if (!deal.isDeleted()) {
                deal.state().facts(deal.subject(key), facts);
            }
        });
    }

    @Override
    public boolean closed(EntityTracker<StagePath> deals) {
        return !deals.anyRemembered(deal -> !deal.isClosed());
    }
}
