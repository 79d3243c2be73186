package dev.crmpulse.engine.event;

/** The times that an event may carry: the years 1970 to 2261 in UTC, which every table and every language can hold. */
public final class TimeRange {
    /** 1970-01-01T00:00:00Z. */
    public static final long FIRST_MILLIS = 0;
    /** 2261-12-31T23:59:59.999Z. */
    public static final long LAST_MILLIS = 9_214_646_399_999L;
    /** The range in words, for messages. */
    public static final String WORDS = "the years 1970 to 2261";

    private TimeRange() {}

    public static boolean contains(long millis) {
        return millis >= FIRST_MILLIS && millis <= LAST_MILLIS;
    }
}
