package dev.crmpulse.embedded.clickhouse.http;

import java.time.Duration;

/** Whether statements are being answered, and since when none is. */
final class Activity {
    private int open;
    private long quietSinceNanos = System.nanoTime();

    synchronized void begins() {
        open++;
    }

    synchronized void ended() {
        open--;
        quietSinceNanos = System.nanoTime();
    }

    /** For how long no statement has been answered; zero while one is. */
    synchronized Duration quiet() {
        return open > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - quietSinceNanos);
    }
}
