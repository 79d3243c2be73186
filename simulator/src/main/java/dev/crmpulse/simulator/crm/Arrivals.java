package dev.crmpulse.simulator.crm;

/** When the leads of a tenant come in: at random, more during office hours than at night. */
final class Arrivals {
    private final Load load;
    private final double share;
    private final OfficeHours hours;
    private final SeededRandom random;
    private final double meanDemand;

    /** Finer than whole milliseconds: at a high load many leads come within one. */
    private double exactMillis;

    Arrivals(Load load, double share, OfficeHours hours, long startMillis, SeededRandom random) {
        this.load = load;
        this.share = share;
        this.hours = hours;
        this.random = random;
        this.meanDemand = hours.meanDemand(startMillis);
        this.exactMillis = startMillis;
    }

    /** When the next lead comes in; of candidates at the pace of office hours, as many are left out as the hour asks. */
    long nextMillis() {
        while (true) {
            long now = (long) exactMillis;
            double leadsPerMilli = load.leadsPerSecondAt(now) * share / meanDemand / 1000;
            double candidate = exactMillis + random.exponential() / leadsPerMilli;
            long change = load.nextChangeMillis(now);
            exactMillis = Math.min(candidate, (double) change);
            if (candidate < change && random.hit(hours.demand((long) candidate))) {
                return (long) candidate;
            }
        }
    }
}
