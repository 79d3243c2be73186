package dev.crmpulse.engine.event;

import java.time.DateTimeException;

/**
 * Reads times as CloudEvents write them: RFC 3339, of which the seconds may be missing, for many systems know minutes only.
 * A second 60 is a {@link LeapSecond}.
 */
public final class Rfc3339 {
    /** Stands for a text that is no such time. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long DAY_MILLIS = 86_400_000L;
    private static final int SHORTEST = "1970-01-01T00:00Z".length();
    private static final int MINUTES_END = "1970-01-01T00:00".length();
    private static final int SECONDS_END = "1970-01-01T00:00:00".length();
    private static final int DAYS_TO_1970 = 719_468;
    private static final int LARGEST_OFFSET_MINUTES = 18 * 60;
    private static final int NO_OFFSET = Integer.MIN_VALUE;
    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Rfc3339() {}

    /**
     * Milliseconds since 1970 UTC; digits beyond milliseconds are cut off.
     *
     * @throws DateTimeException where the text is no such time; its message says what is wrong as the end of a sentence
     *     and holds nothing of the text
     */
    public static long millis(String text) {
        long millis = millisOrNone(text);
        if (millis == NONE) {
            throw new DateTimeException(
                    hasOtherSecond60(text) ? LeapSecond.REFUSED : "is no RFC 3339 date and time with an offset");
        }
        return millis;
    }

    /** The same; {@link #NONE} where the text is no such time. */
    public static long millisOrNone(String text) {
        int length = text.length();
        if (length < SHORTEST
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) | 0x20) != 't'
                || text.charAt(13) != ':') {
            return NONE;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        boolean hasSeconds = text.charAt(MINUTES_END) == ':' && length > SECONDS_END;
        int second = hasSeconds ? digits(text, MINUTES_END + 1, SECONDS_END) : 0;
        if ((month - 1 | day - 1 | hour | minute | second | year) < 0
                || month > 12
                || (day > 28 && day > daysOfMonth(year, month))
                || hour > 23
                || minute > 59
                || second > LeapSecond.WRITTEN) {
            return NONE;
        }
        int at = hasSeconds ? SECONDS_END : MINUTES_END;
        int milli = 0;
        if (hasSeconds && text.charAt(at) == '.') {
            if (at + 1 == length || text.charAt(at + 1) < '0' || text.charAt(at + 1) > '9') {
                return NONE;
            }
            int weight = 100;
            for (at++; at < length && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) {
                milli += (text.charAt(at) - '0') * weight;
                weight /= 10;
            }
        }
        int offsetMinutes = offsetMinutes(text, at);
        if (offsetMinutes == NO_OFFSET) {
            return NONE;
        }
        long seconds = hour * 3600L + minute * 60L + second - offsetMinutes * 60L;
        long millis = millis(year, month, day, seconds, milli);
        return second == LeapSecond.WRITTEN && !LeapSecond.mayBecome(millis) ? NONE : millis;
    }

    /** Whether the text would be a time if its second were not 60. */
    private static boolean hasOtherSecond60(String text) {
        return text.startsWith(":60", MINUTES_END)
                && millisOrNone(text.substring(0, MINUTES_END) + ":59" + text.substring(SECONDS_END)) != NONE;
    }

    /** The moment that lies so many seconds behind the begin of a day in UTC, in milliseconds since 1970. */
    static long millis(int year, int month, int day, long seconds, int milli) {
        return epochDay(year, month, day) * DAY_MILLIS + seconds * 1000 + milli;
    }

    static int daysOfMonth(int year, int month) {
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
