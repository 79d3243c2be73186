package dev.crmpulse.metrics.policy;

/** What follows when a promise was fulfilled. */
public enum WhenKept {
    /** Nothing, until it starts again. */
    REST,
    /** It is made anew at once, until it is cancelled: every so often. */
    REPEAT
}
