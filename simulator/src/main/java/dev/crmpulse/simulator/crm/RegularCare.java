package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.event.ActorType;
import java.time.Duration;

/**
 * What is done for customers of old, again and again: somebody brings up to date what is known of them every week, visits them each quarter,
 * interviews them each year and offers them something of value twice a year. One time in six it is too late. When it was done last before
 * the simulation begins is entered in its first hour, as of a CRM that is new.
 */
final class RegularCare {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final double LATE = 1 / 6.0;

    private enum Duty {
        STATUS("customer.status_changed", 7, "status", "active"),
        VISIT("visit.completed", 92, "kind", "routine"),
        INTERVIEW("visit.completed", 366, "kind", "interview"),
        OFFER("offer.value_added", 183, "kind", "health check");

        private final String type;
        private final long withinMillis;
        private final String member;
        private final String text;

        Duty(String type, int withinDays, String member, String text) {
            this.type = type;
            this.withinMillis = withinDays * DAY;
            this.member = member;
            this.text = text;
        }
    }

    private final Tenant tenant;
    private final SeededRandom random;
    private int count;

    RegularCare(Tenant tenant, SeededRandom random) {
        this.tenant = tenant;
        this.random = random;
    }

    /** Plans it for all who are customers at the start. */
    void plan(long startMillis) {
        for (Customer customer : tenant.customers().all()) {
            for (Duty duty : Duty.values()) {
                SeededRandom ofDuty = random.split();
                long last = startMillis - ofDuty.millis(DAY, duty.withinMillis - DAY);
                tenant.schedule().at(startMillis + HOUR, now -> {
                    tenant.outbox().publishCleanly(event(customer, duty, last), now);
                    planNext(customer, duty, last, now, ofDuty);
                });
            }
        }
    }

    private void planNext(Customer customer, Duty duty, long last, long now, SeededRandom ofDuty) {
        long within = duty.withinMillis;
        long wait = ofDuty.hit(LATE)
                ? within + ofDuty.millis(DAY, DAY + within / 4)
                : ofDuty.millis(within / 2, within * 4 / 5);
        long next = tenant.hours().attended(Math.max(now + HOUR, last + wait), ofDuty);
        tenant.schedule().at(next, at -> {
            tenant.outbox().publish(event(customer, duty, at), ofDuty);
            planNext(customer, duty, at, at, ofDuty);
        });
    }

    private EventDraft event(Customer customer, Duty duty, long at) {
        count++;
        Rep owner = customer.owner();
        String who = owner.hasLeft() ? owner.team().leadId() : owner.id();
        return new EventDraft(tenant.profile().id(), "regular-" + count, duty.type, "customer/" + customer.id(), at, 0)
                .by(ActorType.HUMAN, who)
                .with("customer_id", customer.id())
                .with("owner", who)
                .with(duty.member, duty.text);
    }
}
