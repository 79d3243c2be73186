package dev.crmpulse.engine.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes moments as people of a zone read them off the wall, with their weekday and distance to UTC. */
record Clock(ZoneId zone) {
    private static final DateTimeFormatter READ =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm XXX", Locale.ENGLISH);

    static Clock in(String zone) {
        return new Clock(ZoneId.of(zone));
    }

    /** A moment by the wall clock, such as {@code 2026-03-02T09:00}. */
    long at(String localDateTime) {
        return LocalDateTime.parse(localDateTime).atZone(zone).toInstant().toEpochMilli();
    }

    String read(long millis) {
        return READ.format(Instant.ofEpochMilli(millis).atZone(zone));
    }
}
