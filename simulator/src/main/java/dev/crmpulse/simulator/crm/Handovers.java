package dev.crmpulse.simulator.crm;

import java.time.Duration;

/** Customers who change hands: who had them hands them over, who gets them accepts, as a rule within the day. */
final class Handovers {
    private static final double ACCEPTED = 0.93;
    private static final long MEAN_MILLIS = Duration.ofHours(5).toMillis();

    private final Tenant tenant;
    private final SeededRandom random;
    private int count;

    Handovers(Tenant tenant, SeededRandom random) {
        this.tenant = tenant;
        this.random = random;
    }

    void begin(String customerId, Rep from, Rep to, String reason, long now) {
        count++;
        SeededRandom ofHandover = random.split();
        String id = "H-" + count;
        tenant.outbox()
                .publish(
                        event(id, "handover.started", customerId, now, 0)
                                .byRep(from)
                                .with("from", from.id())
                                .with("to", to.id())
                                .with("reason", reason),
                        ofHandover);
        if (ofHandover.hit(ACCEPTED)) {
            long accepted = tenant.hours().attended(now + ofHandover.exponential(MEAN_MILLIS), ofHandover);
            tenant.schedule().at(accepted, at -> tenant.outbox()
                    .publish(event(id, "handover.accepted", customerId, at, 1).byRep(to), ofHandover));
        }
    }

    private EventDraft event(String id, String type, String customerId, long at, int sequence) {
        return new EventDraft(tenant.profile().id(), id + "-" + (sequence + 1), type, "handover/" + id, at, sequence)
                .with("handover_id", id)
                .with("customer_id", customerId);
    }
}
