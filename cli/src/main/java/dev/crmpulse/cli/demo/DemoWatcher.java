package dev.crmpulse.cli.demo;

import java.time.Duration;
import java.util.Optional;

/** Follows the progress of a demonstration. */
public interface DemoWatcher {
    /**
     * How things stand.
     *
     * @param lag events that the job has not read, as of its last checkpoint
     * @param horizonSeconds how far the time up to which silence is evaluated is behind; -1 while none is
     */
    record Moment(
            long sent,
            double perSecond,
            long lag,
            Optional<Duration> medianDelay,
            Optional<Duration> p99Delay,
            long horizonSeconds,
            long openClocks,
            long alerts) {}

    /** What happened before is being sent. */
    void sendingThePast(long sent, long received);

    /** What happens now is sent when it happens. */
    void live(Moment moment);
}
