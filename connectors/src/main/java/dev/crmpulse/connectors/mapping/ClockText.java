package dev.crmpulse.connectors.mapping;

import dev.crmpulse.engine.event.LeapSecond;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/**
 * Dates and times of day as a formatter reads them, and leap seconds, which formatters do not know.
 *
 * @param zone zone of times that carry no offset, or null
 * @param refused what is wrong with a text that the formatter cannot read, as the end of a sentence
 */
record ClockText(DateTimeFormatter formatter, ZoneId zone, String refused) {
    private static final String LEAP_SECOND = Integer.toString(LeapSecond.WRITTEN);
    private static final int LAST_SECOND = LeapSecond.WRITTEN - 1;
    private static final long SECOND_MILLIS = 1000;

    /**
     * Milliseconds since 1970 UTC.
     *
     * @throws DateTimeException saying what is wrong with the text
     */
    long millis(String text) {
        boolean isLeap = text.contains(LEAP_SECOND) && second(text) == LeapSecond.WRITTEN;
        return TimeFormat.Written.checked(isLeap ? leapSecond(text) : instant(parsed(text, text), text), text);
    }

    private long leapSecond(String text) {
        long millis = instant(parsed(withLastSecond(text), text), text) + SECOND_MILLIS;
        if (!LeapSecond.mayBecome(millis)) {
            throw new DateTimeException("'" + Excerpt.of(text) + "' " + LeapSecond.REFUSED);
        }
        return millis;
    }

    /** The text with a second 59 in the place of its 60, wherever the pattern has the second. */
    private String withLastSecond(String text) {
        for (int at = text.indexOf(LEAP_SECOND); at >= 0; at = text.indexOf(LEAP_SECOND, at + 1)) {
            String other = text.substring(0, at) + LAST_SECOND + text.substring(at + LEAP_SECOND.length());
            if (second(other) == LAST_SECOND) {
                return other;
            }
        }
        throw refusal(text, null);
    }

    /** The second as it is written, whether or not there is one of the number; -1 where none is read. */
    private long second(String text) {
        TemporalAccessor fields = formatter.parseUnresolved(text, new ParsePosition(0));
        return fields != null && fields.isSupported(ChronoField.SECOND_OF_MINUTE)
                ? fields.getLong(ChronoField.SECOND_OF_MINUTE)
                : -1;
    }

    private TemporalAccessor parsed(String text, String written) {
        try {
            return formatter.parse(text);
        } catch (DateTimeException invalid) {
            throw refusal(written, invalid);
        }
    }

    private long instant(TemporalAccessor parsed, String text) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneId own = parsed.query(TemporalQueries.zone());
        if (own == null && zone == null) {
            throw new DateTimeException(
                    "'" + Excerpt.of(text) + "' has no offset from UTC and the mapping names no zone");
        }
        return ZonedDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time, own == null ? zone : own)
                .toInstant()
                .toEpochMilli();
    }

    private DateTimeException refusal(String text, DateTimeException cause) {
        return new DateTimeException("'" + Excerpt.of(text) + "' " + refused, cause);
    }
}
