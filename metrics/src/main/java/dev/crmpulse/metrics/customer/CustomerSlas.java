package dev.crmpulse.metrics.customer;

import dev.crmpulse.engine.entity.EntityTracking;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.sla.SlaClockFold;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** M27 of customers: the SLAs for one as a whole, such as a visit each quarter. */
public final class CustomerSlas {
    /** Surveys, visits, offers and what else is between a customer and us, and the deals that are won. */
    private static final Set<EventType> READS = Stream.concat(
                    EventType.of(Family.SURVEY, Family.RELATIONSHIP).stream(), Stream.of(EventType.DEAL_WON))
            .collect(Collectors.toUnmodifiableSet());

    public static final Metric METRIC = Metric.of(
                    new SlaClockFold(EntityTracking.single(Entity.CUSTOMER, READS)), "customer")
            .about(Entity.CUSTOMER)
            .summed(SlaClockFold.ROLLUP)
            .verifiedByReference();

    private CustomerSlas() {}

    /** The customer that an event of another history names, null where it names none. */
    public static EntityKey keyOf(EntityKey subject, CrmEvent event) {
        return event.customerId().isEmpty()
                ? null
                : new EntityKey(subject.tenant(), EntityKey.CUSTOMER, event.customerId());
    }
}
