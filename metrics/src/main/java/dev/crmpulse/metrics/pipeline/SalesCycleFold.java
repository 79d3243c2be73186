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

/** M5: how each deal ended and how long it took. A deleted deal has no row. */
public final class SalesCycleFold implements Fold<EntityTracker<SalesCycle>, Deal> {
    public static final Metric METRIC = Metric.of(new SalesCycleFold(), "engagement")
            .summed(Rollup.of(Deal.TYPE).counting("outcome"));

    private static final EntityTracking TRACKING = EntityTracking.DEALS;

    @Override
    public String metric() {
        return "M5";
    }

    @Override
    public FactType<Deal> factType() {
        return Deal.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return TRACKING.reads();
    }

    @Override
    public EntityTracker<SalesCycle> create() {
        return TRACKING.create(SalesCycle::new);
    }

    @Override
    public void apply(EntityTracker<SalesCycle> deals, CrmEvent event, TenantPolicies policies) {
        deals.apply(event);
        List<TrackedEntity<SalesCycle>> affected = deals.affected();
        for (int i = 0; i < affected.size(); i++) {
            TrackedEntity<SalesCycle> deal = affected.get(i);
            if (deal.state() == null) {
                deal.remember(SalesCycle.beginning(event));
            }
            deal.state().apply(event, deal, policies);
        }
    }

    @Override
    public void facts(EntityTracker<SalesCycle> deals, EntityKey key, Consumer<Deal> facts) {
        deals.forEachRemembered(deal -> {
            if (!deal.isDeleted()) {
                facts.accept(deal.state().fact(deal.subject(key), deal.owner()));
            }
        });
    }

    @Override
    public boolean closed(EntityTracker<SalesCycle> deals) {
        return !deals.anyRemembered(deal -> !deal.isClosed());
    }
}
