package dev.crmpulse.connectors.clickhouse;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait between attempts: twice as long each time, with jitter, until the timeout is spent. */
final class Backoff {
    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 10_000;

    private final long giveUpNanos;
    private long nextMillis = FIRST_MILLIS;

    Backoff(Duration timeout) {
        giveUpNanos = System.nanoTime() + timeout.toNanos();
    }

    /** Waits for the next attempt; false where there is to be none. */
    boolean await() throws InterruptedException {
        if (System.nanoTime() >= giveUpNanos) {
            return false;
        }
        Thread.sleep(nextMillis / 2 + ThreadLocalRandom.current().nextLong(nextMillis / 2 + 1));
        nextMillis = Math.min(LONGEST_MILLIS, nextMillis * 2);
        return true;
    }
}
