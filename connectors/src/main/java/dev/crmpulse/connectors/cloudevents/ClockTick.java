package dev.crmpulse.connectors.cloudevents;

/**
 * Says that time has come this far: silence up to then may be evaluated.
 *
 * @param timeMillis milliseconds since 1970 UTC
 */
public record ClockTick(long timeMillis) implements ParsedRecord {
    /** Event type of ticks; they share the topic with events and are nobody's act. */
    public static final String TYPE = "crm.clock.tick";

    /** A tick that cannot be right: of no time, or of the far future. It moves no horizon, and there is nothing to send again. */
    public static final ClockTick UNUSABLE = new ClockTick(Long.MIN_VALUE);

    /** Whether it says how late it is; one of 1970 only asks whether the brokers answer. */
    public boolean movesTime() {
        return timeMillis > 0;
    }
}
