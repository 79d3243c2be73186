package dev.crmpulse.alerts;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt: twice as long after each failure, with jitter of up to a half. */
public record RetryDelays(Duration first, Duration longest) {
    /** From a second to a minute. */
    public static final RetryDelays DEFAULT = new RetryDelays(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private static final int MOST_DOUBLINGS = 30;

    /** @param failures so far, at least 1 */
    Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long millis = Math.min(longest.toMillis(), doubled);
        return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }
}
