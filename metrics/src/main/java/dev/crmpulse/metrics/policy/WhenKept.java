package dev.crmpulse.metrics.policy;

/** What follows when an SLA was fulfilled. */
public enum WhenKept {
    /** Nothing, until it starts again. */
    REST,
    /** It is made anew at once, until it is cancelled: every so often. */
    REPEAT
}
