package dev.crmpulse.connectors.cloudevents;

/**
 * Says that time has come this far: silence up to then may be judged.
 *
 * @param timeMillis milliseconds since 1970 UTC
 */
public record ClockTick(long timeMillis) implements Delivery {
    /** Event type of ticks; they share the topic with events and are nobody's act. */
    public static final String TYPE = "crm.clock.tick";
}
