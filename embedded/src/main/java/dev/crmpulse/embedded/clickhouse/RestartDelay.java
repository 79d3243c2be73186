package dev.crmpulse.embedded.clickhouse;

import java.time.Duration;

/** How long to wait before the next start: doubling while the process dies young, short again once it has lived. */
final class RestartDelay {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration HEALTHY_LIFE = Duration.ofSeconds(10);

    private Duration next = SHORTEST;

    /** @param life how long the process that just died had been up */
    Duration after(Duration life) {
        if (life.compareTo(HEALTHY_LIFE) >= 0) {
            next = SHORTEST;
        }
        Duration delay = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return delay;
    }
}
