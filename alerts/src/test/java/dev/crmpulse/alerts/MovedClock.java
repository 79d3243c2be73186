package dev.crmpulse.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** A clock that goes, from a time of day that a test sets; behind the real one, as brokers refuse records of tomorrow. */
final class MovedClock implements InstantSource {
    private volatile Duration ahead = Duration.ofDays(-9);

    /** Goes on from this hour, UTC, of the next day. */
    void goOnFrom(int hour) {
        Instant then = instant()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atTime(hour, 0)
                .toInstant(ZoneOffset.UTC);
        ahead = Duration.between(Instant.now(), then);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }
}
