package dev.crmpulse.verify.reference;

import java.util.List;
import java.util.Optional;

/** The metrics that have a reference. */
public final class References {
    private static final List<Reference> ALL =
            List.of(new SlaClockReference(), new LeadTierReference(), new FunnelReference());

    private References() {}

    /** The reference of a metric, empty for those that plain SQL recomputes. */
    public static Optional<Reference> of(String metric) {
        return ALL.stream()
                .filter(reference -> reference.metric().equals(metric))
                .findFirst();
    }
}
