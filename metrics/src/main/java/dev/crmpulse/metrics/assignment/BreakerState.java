package dev.crmpulse.metrics.assignment;

import dev.crmpulse.engine.event.Codes;
import java.util.Locale;

/** Where the circuit breaker of a rule of assignment stands. */
public enum BreakerState {
    /** The rule decides; failures in a row are too few to matter. */
    CLOSED,
    /** The rule decides; one more failure may open the breaker. */
    AT_RISK,
    /** The rule failed too often in a row: leads go to the manual queue until the cool-down is over. */
    OPEN,
    /** The cool-down is over: the next decision is the probe that closes the breaker or opens it again. */
    HALF_OPEN;

    static final Codes<BreakerState> CODES = Codes.of(CLOSED, AT_RISK, OPEN, HALF_OPEN);

    private final String written = name().toLowerCase(Locale.ROOT).replace('_', ' ');

    /** As rows have it, such as {@code half open}. */
    public String written() {
        return written;
    }
}
