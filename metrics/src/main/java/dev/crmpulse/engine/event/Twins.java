package dev.crmpulse.engine.event;

import java.util.Arrays;
import java.util.Optional;

/**
 * Whether an event counts as a duplicate of another one because their contents are equal. An id names an event, so this
 * holds only for senders that are known to give the same event several ids.
 */
public enum Twins {
    /** Equal contents under two ids are two events. */
    NONE("none"),
    /**
     * Equal type, subject, time, sequence, actor and data (without {@code origin_*}) are one event, whatever their ids.
     */
    BY_CONTENT("by-content");

    private final String written;

    Twins(String written) {
        this.written = written;
    }

    /** The word for it in policies, mappings and on events. */
    public String written() {
        return written;
    }

    /** The rule of that word. */
    public static Optional<Twins> ofWritten(String word) {
        return Arrays.stream(values()).filter(rule -> rule.written.equals(word)).findFirst();
    }
}
