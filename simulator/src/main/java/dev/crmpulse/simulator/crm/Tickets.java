package dev.crmpulse.simulator.crm;

import java.time.Duration;

/** The service desk of a tenant: tickets come in while customers are awake, each with a life of its own. */
final class Tickets {
    private static final long MEAN_BETWEEN = Duration.ofMinutes(150).toMillis();

    private final Tenant tenant;
    private final SeededRandom random;
    private int count;

    Tickets(Tenant tenant, SeededRandom random) {
        this.tenant = tenant;
        this.random = random;
    }

    void plan(long fromMillis) {
        tenant.schedule().at(fromMillis + random.exponential(MEAN_BETWEEN), now -> {
            if (random.hit(tenant.hours().demand(now))) {
                count++;
                new TicketScenario(tenant, count, random.split()).begin(now);
            }
            plan(now);
        });
    }
}
