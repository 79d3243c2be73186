package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import java.io.Serializable;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as its author wrote it: on a business calendar {@code 24 h} are hours of work and {@code 1 d} is the
 * same clock time a working day later.
 */
public record Span(int amount, Unit unit) implements Serializable {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6}) ?([a-z]+)");

    /** What is counted. */
    public enum Unit {
        SECONDS("s", 1_000),
        MINUTES("min", 60_000),
        HOURS("h", 3_600_000),
        DAYS("d", 86_400_000);

        private final String written;
        private final long millis;

        Unit(String written, long millis) {
            this.written = written;
            this.millis = millis;
        }
    }

    /**
     * Reads a span such as {@code 4 h} or {@code 14d}.
     *
     * @throws IllegalArgumentException where the text is none, in words for its author
     */
    public static Span parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw refused(text);
        }
        Unit unit = Arrays.stream(Unit.values())
                .filter(known -> known.written.equals(written.group(2)))
                .findFirst()
                .orElseThrow(() -> refused(text));
        return new Span(Integer.parseInt(written.group(1)), unit);
    }

    /** Its length in milliseconds, a day having 24 hours. */
    public long millis() {
        return amount * unit.millis;
    }

    public boolean isZero() {
        return amount == 0;
    }

    /**
     * When it will have passed since a moment.
     *
     * @param calendar on which time counts; null for time as it passes
     */
    public long after(long fromMillis, BusinessCalendar calendar) {
        if (calendar == null || isZero()) {
            return fromMillis + millis();
        }
        return unit == Unit.DAYS ? calendar.workingDaysAfter(fromMillis, amount) : calendar.after(fromMillis, millis());
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return amount + " " + unit.written;
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "'" + text.strip() + "' is no length of time; write a number with s, min, h or d, such as 4 h");
    }
}
