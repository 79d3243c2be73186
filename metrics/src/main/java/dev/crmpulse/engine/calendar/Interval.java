package dev.crmpulse.engine.calendar;

/** Time between two moments, half-open, in milliseconds since 1970 UTC. */
public record Interval(long fromMillis, long toMillis) {}
