package dev.crmpulse.connectors.cloudevents;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Reads times as CloudEvents writes them. Nearly all come in one form, which needs no general parser. */
final class Rfc3339 {
    private static final long DAY_MILLIS = 86_400_000L;
    private static final int DAYS_TO_1970 = 719_468;
    private static final int LARGEST_OFFSET_MINUTES = 18 * 60;

    private Rfc3339() {}

    /**
     * Milliseconds since 1970 UTC; digits beyond milliseconds are cut off.
     *
     * @throws DateTimeException where the text is no date and time with an offset
     */
    static long millis(String text) {
        int length = text.length();
        if (length < 20
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) | 0x20) != 't'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return general(text);
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        // the 29th to 31st may not exist in their month: the general parser knows
        if ((month - 1 | day - 1 | hour | minute | second | year) < 0
                || month > 12
                || day > 28
                || hour > 23
                || minute > 59
                || second > 59) {
            return general(text);
        }
        int at = 19;
        int milli = 0;
        if (text.charAt(at) == '.') {
            int weight = 100;
            for (at++; at < length && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) {
                milli += (text.charAt(at) - '0') * weight;
                weight /= 10;
            }
        }
        int offsetMinutes;
        if (at == length - 1 && (text.charAt(at) | 0x20) == 'z') {
            offsetMinutes = 0;
        } else if (at == length - 6 && text.charAt(at + 3) == ':' && "+-".indexOf(text.charAt(at)) >= 0) {
            int hours = digits(text, at + 1, at + 3);
            int minutes = digits(text, at + 4, at + 6);
            if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > LARGEST_OFFSET_MINUTES) {
                return general(text);
            }
            offsetMinutes = (text.charAt(at) == '-' ? -1 : 1) * (hours * 60 + minutes);
        } else {
            return general(text);
        }
        long seconds = hour * 3600L + minute * 60L + second - offsetMinutes * 60L;
        return epochDay(year, month, day) * DAY_MILLIS + seconds * 1000 + milli;
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
