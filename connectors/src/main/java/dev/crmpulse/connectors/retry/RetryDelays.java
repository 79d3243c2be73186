package dev.crmpulse.connectors.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt: twice as long after each failure, with jitter of up to a half. */
public record RetryDelays(Duration first, Duration longest) {
    /** From a second to a minute, for receivers that are not ours. */
    public static final RetryDelays DEFAULT = new RetryDelays(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** From a tenth of a second to ten seconds, for a database on which a job waits. */
    public static final RetryDelays DATABASE = new RetryDelays(Duration.ofMillis(100), Duration.ofSeconds(10));

    private static final int MOST_DOUBLINGS = 30;

    /**
     * The delay before the next attempt.
     *
     * @param failures so far, at least 1
     */
    public Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long millis = Math.min(longest.toMillis(), doubled);
        return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }
}
