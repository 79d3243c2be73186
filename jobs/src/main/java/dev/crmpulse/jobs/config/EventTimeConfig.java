package dev.crmpulse.jobs.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * How time passes for a live job.
 *
 * @param ticks who writes ticks to the topic of events
 * @param tickEvery how often the job does, where it is the one, or looks whether it has read all
 * @param allowance how long an event may be on its way from where it happened to the topic
 */
public record EventTimeConfig(Ticks ticks, Duration tickEvery, Duration allowance) implements Serializable {
    /** What event time goes by. */
    public enum Ticks {
        /** The job itself. */
        OWN,
        /** Somebody else: the CRM, or a job beside this one. */
        OTHERS,
        /** Nobody, where the topic may not be written to: it is as late as it was when all that is read now was there. */
        NOBODY
    }

    /** A tick every five seconds, and five seconds of allowance. */
    public static final EventTimeConfig USUAL =
            new EventTimeConfig(Ticks.OWN, Duration.ofSeconds(5), Duration.ofSeconds(5));
}
