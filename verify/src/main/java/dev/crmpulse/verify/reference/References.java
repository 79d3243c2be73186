package dev.crmpulse.verify.reference;

import java.util.List;

/** The metrics that have a reference. */
public final class References {
    private static final List<Reference> ALL =
            List.of(new SlaClockReference(), new LeadTierReference(), new FunnelReference());

    private References() {}

    /**
     * The reference of a metric that is verified by one.
     *
     * @throws IllegalArgumentException where it has none here
     */
    public static Reference of(String metric) {
        return ALL.stream()
                .filter(reference -> reference.metric().equals(metric))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("metric " + metric + " has no reference"));
    }
}
