package dev.crmpulse.engine.event;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;

/** Reads dates of the data: a day ({@code 2026-03-05}) or a moment in RFC 3339. */
public final class DateText {
    private static final int LENGTH_OF_DAY = "2026-03-05".length();

    private DateText() {}

    /**
     * The date in milliseconds since 1970 UTC; null where the text is none, or one outside of {@link TimeRange}. A day
     * lasts until the midnight that ends it.
     *
     * @param zone of the days
     */
    public static Long millis(String text, ZoneId zone) {
        String date = trimmed(text);
        if (date.length() < LENGTH_OF_DAY) {
            return null;
        }
        try {
            if (date.length() > LENGTH_OF_DAY) {
                long moment = Rfc3339.millis(date);
                return TimeRange.contains(moment) ? (Long) moment : null;
            }
            LocalDate day = LocalDate.parse(date);
            return isInRange(day)
                    ? (Long) day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli()
                    : null;
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    /** Whether the text is a date that the tables cannot hold. */
    public static boolean isOutOfRange(String text) {
        String date = trimmed(text);
        if (date.length() < LENGTH_OF_DAY) {
            return false;
        }
        try {
            return date.length() > LENGTH_OF_DAY
                    ? !TimeRange.contains(Rfc3339.millis(date))
                    : !isInRange(LocalDate.parse(date));
        } catch (DateTimeException noDate) {
            return false;
        }
    }

    /** Without blanks around it, those of ASCII. */
    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == ' ') {
            from++;
        }
        while (from < to && text.charAt(to - 1) == ' ') {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isInRange(LocalDate day) {
        return day.getYear() >= 1970 && day.getYear() <= 2261;
    }
}
