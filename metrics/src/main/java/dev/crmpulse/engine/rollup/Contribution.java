package dev.crmpulse.engine.rollup;

/**
 * What one fact adds to a window, or takes away from it.
 *
 * @param times 1 where the fact counts now, -1 where it counted before
 * @param millis calendar duration of the fact, null while it is open
 * @param businessMillis the same in working time, null where unknown
 * @param counted the fact's value that the family counts, such as a bucket; empty if none
 */
record Contribution(int times, Long millis, Long businessMillis, String counted) {}
