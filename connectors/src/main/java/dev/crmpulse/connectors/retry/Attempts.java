package dev.crmpulse.connectors.retry;

import java.time.Duration;

/** Attempts one after another, with longer delays between them, until a timeout is spent. */
public final class Attempts {
    private final RetryDelays delays;
    private final long giveUpNanos;
    private int failures;

    /** Begins with the first attempt, now. */
    public Attempts(RetryDelays delays, Duration timeout) {
        this.delays = delays;
        giveUpNanos = System.nanoTime() + timeout.toNanos();
    }

    /** Waits for the next attempt after one that failed; false where there is to be none. */
    public boolean await() throws InterruptedException {
        if (System.nanoTime() >= giveUpNanos) {
            return false;
        }
        failures++;
        Thread.sleep(delays.after(failures).toMillis());
        return true;
    }
}
