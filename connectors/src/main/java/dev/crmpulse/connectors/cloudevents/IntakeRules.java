package dev.crmpulse.connectors.cloudevents;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * What is taken in.
 *
 * @param tenants tenants that are known; empty where any is
 * @param maxBytes longest event
 * @param futureTolerance how far after its arrival in Kafka an event may say it happened
 * @param receipt whether the first receipt is noted on the event
 */
public record IntakeRules(Set<String> tenants, int maxBytes, Duration futureTolerance, Receipt receipt)
        implements Serializable {

    /** What to do with an event that says when it was sent but not when it was first received. */
    public enum Receipt {
        /** Nothing: what is replayed was not received now. */
        LEFT,
        /** Kafka's time of the record becomes its {@code receivedat}. */
        STAMPED
    }

    private static final int MAX_BYTES = 1 << 20;

    public IntakeRules {
        tenants = Set.copyOf(tenants);
    }

    /** Rules for history: any tenant, up to 1 MB an event, an hour of tolerance. */
    public static IntakeRules replay() {
        return replay(Set.of());
    }

    /** The same for these tenants alone; any where none is named. */
    public static IntakeRules replay(Set<String> tenants) {
        return new IntakeRules(tenants, MAX_BYTES, Duration.ofHours(1), Receipt.LEFT);
    }

    /** Rules for what happens now: these tenants (any where none is named), and the first receipt is noted. */
    public static IntakeRules live(Set<String> tenants) {
        return new IntakeRules(tenants, MAX_BYTES, Duration.ofMinutes(5), Receipt.STAMPED);
    }
}
