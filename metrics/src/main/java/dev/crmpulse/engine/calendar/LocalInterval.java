package dev.crmpulse.engine.calendar;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of a day by the wall clock, half-open. Hours over midnight end later than minute 1440 and belong to the day they
 * start on.
 *
 * @param fromMinute minutes since the midnight that begins the day, 0 to 1439
 * @param toMinute minutes since the same midnight, at most a day later than {@code fromMinute}
 */
public record LocalInterval(int fromMinute, int toMinute) implements Serializable, Comparable<LocalInterval> {
    private static final int MINUTES_OF_DAY = 24 * 60;
    private static final Pattern WRITTEN = Pattern.compile("(\\d{2}):(\\d{2})\\s*-\\s*(\\d{2}):(\\d{2})");

    public LocalInterval {
        if (fromMinute < 0 || fromMinute >= MINUTES_OF_DAY) {
            throw new IllegalArgumentException("hours begin between 00:00 and 23:59");
        }
        if (toMinute <= fromMinute || toMinute - fromMinute > MINUTES_OF_DAY) {
            throw new IllegalArgumentException("hours last from a minute to a day");
        }
    }

    /**
     * Reads hours such as {@code 09:00-12:30}, {@code 22:00-06:00} (over midnight) or {@code 00:00-24:00}.
     *
     * @throws IllegalArgumentException where the text says no hours, in words for its author
     */
    public static LocalInterval parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException("'" + text.strip() + "' is no hours; write such as 09:00-12:30");
        }
        int from = minute(text, written.group(1), written.group(2));
        int to = minute(text, written.group(3), written.group(4));
        if (from == MINUTES_OF_DAY) {
            throw new IllegalArgumentException("'" + text.strip() + "' begins at 24:00; write 00:00 of the next day");
        }
        if (from == to) {
            throw new IllegalArgumentException("'" + text.strip() + "' is empty; a whole day is 00:00-24:00");
        }
        return new LocalInterval(from, to < from ? to + MINUTES_OF_DAY : to);
    }

    /** Whether some minute is in both, be it on the day after. */
    boolean overlaps(LocalInterval other) {
        return fromMinute < other.toMinute && other.fromMinute < toMinute;
    }

    /** The same hours as seen from the day after. */
    boolean overlapsNextDay(LocalInterval next) {
        return toMinute - MINUTES_OF_DAY > next.fromMinute;
    }

    @Override
    public int compareTo(LocalInterval other) {
        int byStart = Integer.compare(fromMinute, other.fromMinute);
        return byStart != 0 ? byStart : Integer.compare(toMinute, other.toMinute);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        int end = toMinute > MINUTES_OF_DAY ? toMinute - MINUTES_OF_DAY : toMinute;
        return String.format(Locale.ROOT, "%02d:%02d-%02d:%02d", fromMinute / 60, fromMinute % 60, end / 60, end % 60);
    }

    private static int minute(String text, String hour, String minute) {
        int hours = Integer.parseInt(hour);
        int minutes = Integer.parseInt(minute);
        if (minutes > 59 || hours * 60 + minutes > MINUTES_OF_DAY) {
            throw new IllegalArgumentException("'" + text.strip() + "' holds no time of a day: " + hour + ":" + minute);
        }
        return hours * 60 + minutes;
    }
}
