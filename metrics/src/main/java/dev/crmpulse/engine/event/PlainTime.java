package dev.crmpulse.engine.event;

/**
 * Reads times in the one form that most senders use, {@code 2026-03-05T10:00:00Z} with or without a fraction of the
 * second, from their bytes. {@link Rfc3339} reads every form and says what is wrong with others; of this one they say the
 * same.
 */
public final class PlainTime {
    private static final int SHORTEST = "1970-01-01T00:00:00Z".length();
    private static final int POINT = "1970-01-01T00:00:00".length();
    private static final int LAST_SURE_DAY = 28;

    private PlainTime() {}

    /**
     * Milliseconds since 1970 UTC of the bytes between two places; digits beyond milliseconds are cut off.
     * {@link Rfc3339#NONE} where they have another form, which may be a time all the same.
     */
    public static long millisOrNone(byte[] text, int from, int to) {
        if (to - from < SHORTEST
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || text[from + 10] != 'T'
                || text[from + 13] != ':'
                || text[from + 16] != ':'
                || text[to - 1] != 'Z') {
            return Rfc3339.NONE;
        }
        int century = twoDigits(text, from);
        int yearOfCentury = twoDigits(text, from + 2);
        int month = twoDigits(text, from + 5);
        int day = twoDigits(text, from + 8);
        int hour = twoDigits(text, from + 11);
        int minute = twoDigits(text, from + 14);
        int second = twoDigits(text, from + 17);
        int milli = to - from == SHORTEST ? 0 : milli(text, from + POINT, to - 1);
        int year = century * 100 + yearOfCentury;
        // a sign of any of them is one of the whole
        if ((century | yearOfCentury | month - 1 | day - 1 | hour | minute | second | milli) < 0
                || month > 12
                || (day > LAST_SURE_DAY && day > Rfc3339.daysOfMonth(year, month))
                || hour > 23
                || minute > 59
                || second > 59) {
            return Rfc3339.NONE;
        }
        return Rfc3339.millis(year, month, day, hour * 3600L + minute * 60L + second, milli);
    }

    /** The milliseconds of a point and digits, negative where they are none. */
    private static int milli(byte[] text, int point, int to) {
        if (text[point] != '.' || point + 1 == to) {
            return -1;
        }
        int milli = 0;
        int weight = 100;
        for (int at = point + 1; at < to; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            milli += digit * weight;
            weight /= 10;
        }
        return milli;
    }

    /** A number of two digits, negative where they are none. */
    private static int twoDigits(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1 : tens * 10 + ones;
    }
}
