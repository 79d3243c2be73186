package dev.crmpulse.verify.reference;

import dev.crmpulse.engine.timeline.Metric;

/** The metrics that have a reference. */
public final class References {
    private References() {}

    /**
     * The reference of a metric that is verified by one.
     *
     * @throws IllegalArgumentException where it has none here
     */
    public static Reference of(Metric metric) {
        return switch (metric.id()) {
            case "M27" -> new SlaClockReference(metric.entities());
            case "M9" -> new LeadTierReference();
            case "M6" -> new FunnelReference();
            default -> throw new IllegalArgumentException("metric " + metric.id() + " has no reference");
        };
    }
}
