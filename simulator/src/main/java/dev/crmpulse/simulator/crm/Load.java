package dev.crmpulse.simulator.crm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many leads come in, on the mean of all hours and of all tenants together. More leads are more leads and no others:
 * what happens to each of them does not depend on the load.
 *
 * @param leadsPerSecond per second of simulated time, from the start on
 * @param later what holds afterwards, in the order of time
 */
public record Load(double leadsPerSecond, List<Step> later) {
    /** Events that a lead and its deal lead to in all, over weeks, with defects and what else happens at the tenant. */
    public static final double EVENTS_PER_LEAD = 21;

    /** Events of a lead within the first five minutes: what a load that has just begun shows of each lead. */
    public static final double EVENTS_PER_NEW_LEAD = 2.7;

    /** From a moment on so many leads come in. */
    public record Step(long fromMillis, double leadsPerSecond) {
        public Step {
            check(leadsPerSecond);
        }
    }

    public Load {
        check(leadsPerSecond);
        later = List.copyOf(later);
        for (int i = 1; i < later.size(); i++) {
            if (later.get(i).fromMillis() <= later.get(i - 1).fromMillis()) {
                throw new IllegalArgumentException("the steps of a load follow one another");
            }
        }
    }

    /**
     * A load that leads to so many events per second of simulated time once it has lasted for a few months; until then
     * it is fewer, for deals take weeks.
     */
    public static Load ofEvents(double eventsPerSecond) {
        return new Load(eventsPerSecond / EVENTS_PER_LEAD, List.of());
    }

    /** The same up to a moment, and so many leads from there on. */
    public Load thenLeads(Instant from, double newLeadsPerSecond) {
        List<Step> steps = new ArrayList<>(later);
        steps.add(new Step(from.toEpochMilli(), newLeadsPerSecond));
        return new Load(leadsPerSecond, steps);
    }

    double leadsPerSecondAt(long millis) {
        double leads = leadsPerSecond;
        for (Step step : later) {
            if (step.fromMillis() <= millis) {
                leads = step.leadsPerSecond();
            }
        }
        return leads;
    }

    /** When the load changes next, {@link Long#MAX_VALUE} if never. */
    long nextChangeMillis(long afterMillis) {
        return later.stream()
                .mapToLong(Step::fromMillis)
                .filter(from -> from > afterMillis)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private static void check(double leadsPerSecond) {
        if (!(leadsPerSecond > 0) || leadsPerSecond > 1e6) {
            throw new IllegalArgumentException("a load is more than 0 and at most 1,000,000 leads a second");
        }
    }
}
