package dev.crmpulse.metrics.service;

import dev.crmpulse.engine.entity.EntityTracking;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.sla.SlaClockFold;
import java.util.Set;
import java.util.function.Consumer;

/** M15: how soon tickets are answered, solved and closed. */
public final class TicketFold implements Fold<TicketProgress, Ticket> {
    private static final Set<EventType> READS = EventType.of(Family.TICKET, Family.CONTACT);

    public static final Metric METRIC = Metric.of(new TicketFold(), "ticket")
            .summed(Rollup.of(Ticket.TYPE).by("kind").counting("status"));

    /** The SLAs for tickets and improvements. */
    public static final Metric SLA_CLOCK = Metric.of(
                    new SlaClockFold(EntityTracking.oneOf(
                            EntityTracking.single(Entity.TICKET, READS),
                            EntityTracking.single(Entity.IMPROVEMENT, EventType.of(Family.IMPROVEMENT)))),
                    "ticket")
            .about(Entity.TICKET, Entity.IMPROVEMENT)
            .summed(SlaClockFold.ROLLUP)
            .verifiedByReference();

    @Override
    public String metric() {
        return "M15";
    }

    @Override
    public FactType<Ticket> factType() {
        return Ticket.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return READS;
    }

    @Override
    public TicketProgress create() {
        return new TicketProgress();
    }

    @Override
    public void apply(TicketProgress state, CrmEvent event, TenantPolicies policies) {
        state.apply(event);
    }

    @Override
    public void facts(TicketProgress state, EntityKey key, Consumer<Ticket> facts) {
        if (key.kind().equals(EntityKey.TICKET) && state.exists()) {
            facts.accept(state.fact(key));
        }
    }

    @Override
    public boolean closed(TicketProgress state) {
        return !state.exists() || state.isEnded();
    }
}
