package dev.crmpulse.engine.fact;

import dev.crmpulse.engine.event.NamedTexts;

/** A result of a fold about one thing, such as one visit of a deal to a stage. Equal facts are the same statement. */
public interface Fact {
    String tenant();

    /** Stable name of the fact within its type and tenant. */
    String id();

    /** When what it measures began, in milliseconds since 1970 UTC. */
    long startedAt();

    /**
     * What the event that it states says of dimensions itself, an empty text where it clears one: that goes before what is
     * known of the history. None of a fact that is no event's.
     */
    default NamedTexts dimensions() {
        return NamedTexts.NONE;
    }
}
