package dev.crmpulse.engine.fact;

/** How a journal stays free of rows that a retry sends again. */
public enum Deduplication {
    /** The table remembers the token of each chunk and drops a chunk it has seen. */
    DROPPED_BY_TOKEN,
    /** The table replaces rows by their key; the latest publication stays. */
    REPLACED_BY_KEY
}
