package dev.crmpulse.engine.event;

/**
 * The rule for a second 60, wherever a time is read: it is a leap second, which ends a day in UTC and nothing else, and is
 * taken as the second after it, as no clock here counts it.
 */
public final class LeapSecond {
    /** How its second is written. */
    public static final int WRITTEN = 60;
    /** What is wrong with any other second 60, for messages. */
    public static final String REFUSED = "has a second 60 that is no leap second, which only 23:59:60 UTC can be";

    private static final long DAY_MILLIS = 86_400_000;
    private static final long SECOND_MILLIS = 1000;

    private LeapSecond() {}

    /** Whether a second 60 may be taken as the second of this moment, milliseconds since 1970 UTC. */
    public static boolean mayBecome(long millis) {
        return Math.floorMod(millis, DAY_MILLIS) < SECOND_MILLIS;
    }
}
