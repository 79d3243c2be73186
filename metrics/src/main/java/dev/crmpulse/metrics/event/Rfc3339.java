package dev.crmpulse.metrics.event;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * Reads times as CloudEvents write them. Nearly all come in one form, which needs no general parser. More than RFC 3339
 * is taken: the seconds may be missing, for many systems know minutes only. A leap second, {@code 23:59:60} UTC, is the
 * second after it, as no clock here counts it.
 */
public final class Rfc3339 {
    /** Stands for a text that is not of the usual form. */
    public static final long OTHER = Long.MIN_VALUE;

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long DAY_SECONDS = 86_400L;
    private static final int LEAP_SECOND = 60;
    private static final int DAYS_TO_1970 = 719_468;
    private static final int LARGEST_OFFSET_MINUTES = 18 * 60;
    private static final int NO_OFFSET = Integer.MIN_VALUE;
    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Rfc3339() {}

    /**
     * Milliseconds since 1970 UTC; digits beyond milliseconds are cut off.
     *
     * @throws DateTimeException where the text is no date and time with an offset
     */
    public static long millis(String text) {
        long usual = usual(text);
        return usual == OTHER ? general(text) : usual;
    }

    /** The same for a text of the usual form, to the second and with an offset; {@link #OTHER} for any other. */
    public static long usual(String text) {
        int length = text.length();
        if (length < 20
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) | 0x20) != 't'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return OTHER;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if ((month - 1 | day - 1 | hour | minute | second | year) < 0
                || month > 12
                || (day > 28 && day > daysOfMonth(year, month))
                || hour > 23
                || minute > 59
                || second > LEAP_SECOND) {
            return OTHER;
        }
        int at = 19;
        int milli = 0;
        if (text.charAt(at) == '.') {
            if (at + 1 == length || text.charAt(at + 1) < '0' || text.charAt(at + 1) > '9') {
                return OTHER;
            }
            int weight = 100;
            for (at++; at < length && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) {
                milli += (text.charAt(at) - '0') * weight;
                weight /= 10;
            }
        }
        int offsetMinutes = offsetMinutes(text, at);
        if (offsetMinutes == NO_OFFSET) {
            return OTHER;
        }
        long seconds = hour * 3600L + minute * 60L + second - offsetMinutes * 60L;
        if (second == LEAP_SECOND && Math.floorMod(seconds, DAY_SECONDS) != 0) {
            return OTHER;
        }
        return epochDay(year, month, day) * DAY_MILLIS + seconds * 1000 + milli;
    }

    private static int daysOfMonth(int year, int month) {
        boolean leapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leapYear ? 29 : DAYS_OF_MONTH[month - 1];
    }

    private static int offsetMinutes(String text, int at) {
        int length = text.length();
        if (at == length - 1 && (text.charAt(at) | 0x20) == 'z') {
            return 0;
        }
        if (at != length - 6 || text.charAt(at + 3) != ':' || "+-".indexOf(text.charAt(at)) < 0) {
            return NO_OFFSET;
        }
        int hours = digits(text, at + 1, at + 3);
        int minutes = digits(text, at + 4, at + 6);
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > LARGEST_OFFSET_MINUTES) {
            return NO_OFFSET;
        }
        return (text.charAt(at) == '-' ? -1 : 1) * (hours * 60 + minutes);
    }

    private static long general(String text) {
        if (text.startsWith("+") || text.startsWith("-")) {
            throw new DateTimeException("a year has four digits");
        }
        return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Days since 1970 in the proleptic Gregorian calendar, counting years from March so that leap days come last. */
    private static long epochDay(int year, int month, int day) {
        int y = month > 2 ? year : year - 1;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - DAYS_TO_1970;
    }
}
