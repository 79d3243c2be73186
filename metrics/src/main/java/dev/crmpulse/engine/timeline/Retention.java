package dev.crmpulse.engine.timeline;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long histories are kept.
 *
 * @param lateAfterMillis an event this much older than the horizon is refused; {@link #FOREVER} if none is
 * @param retiredForMillis how long after its last event a key that was let go is still known
 */
public record Retention(long lateAfterMillis, long retiredForMillis) implements Serializable {
    private static final long FOREVER = Long.MAX_VALUE;

    /** A replay calls nothing late and lets nothing go: older files may follow newer ones. */
    public static final Retention REPLAY = new Retention(FOREVER, FOREVER);

    /** Live: 400 days, known for five years more. */
    public static final Retention LIVE =
            of(Duration.ofDays(400), Duration.ofDays(400).plusDays(5 * 365));

    public static Retention of(Duration lateAfter, Duration retiredFor) {
        return new Retention(lateAfter.toMillis(), retiredFor.toMillis());
    }

    /** Whether an event of this time comes too late. */
    public boolean isLate(long timeMillis, long horizonMillis) {
        return lateAfterMillis != FOREVER
                && horizonMillis != Long.MIN_VALUE
                && timeMillis < horizonMillis - lateAfterMillis;
    }

    /** When a closed key is let go; {@link Fold#NEVER} if it is kept. */
    public long expiresAt(long lastMillis) {
        return lateAfterMillis == FOREVER ? Fold.NEVER : lastMillis + lateAfterMillis + 1;
    }

    /** When a retired key is forgotten; {@link Fold#NEVER} if it is not. */
    public long forgetAt(long lastMillis) {
        return retiredForMillis == FOREVER ? Fold.NEVER : lastMillis + retiredForMillis + 1;
    }
}
