package dev.crmpulse.metrics.policy;

/** In which time an SLA runs. */
public enum ClockTime {
    /** As it passes, nights and holidays too. */
    LITERAL,
    /** While somebody works. */
    BUSINESS
}
