package dev.crmpulse.engine.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Clock times of a zone as moments. A time that the clock leaps over is the moment of the leap; a time that comes twice
 * is its first coming. So clock times in order are moments in order, and what ends at a time ends where what begins at
 * it begins.
 */
final class WallClock {
    private final ZoneRules rules;

    WallClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** The moment at which so much has passed on the clock since the midnight that begins the day. */
    long millis(LocalDate day, long clockMillis) {
        LocalDateTime local = day.atStartOfDay().plusNanos(clockMillis * 1_000_000);
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        return offsets.isEmpty()
                ? rules.getTransition(local).toEpochSecond() * 1000
                : local.toInstant(offsets.get(0)).toEpochMilli();
    }

    /** What has passed on the clock since the midnight that begins the day; more than 24 hours on a later one. */
    long clockMillis(long millis, LocalDate day) {
        Instant moment = Instant.ofEpochMilli(millis);
        long local = millis + rules.getOffset(moment).getTotalSeconds() * 1000L;
        return local - day.toEpochDay() * 86_400_000L;
    }
}
