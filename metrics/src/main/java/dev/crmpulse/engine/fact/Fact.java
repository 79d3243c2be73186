package dev.crmpulse.engine.fact;

/** A result of a fold about one thing, such as one visit of a deal to a stage. Equal facts are the same statement. */
public interface Fact {
    String tenant();

    /** Stable name of the fact within its type and tenant. */
    String id();

    /** When what it measures began, in milliseconds since 1970 UTC. */
    long startedAt();
}
