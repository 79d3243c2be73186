package dev.crmpulse.connectors.mapping;

import dev.crmpulse.engine.event.Rfc3339;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Reads times as milliseconds since 1970 UTC (smaller fractions are cut off) and writes them as RFC 3339 UTC. */
interface TimeFormat {
    /** Names of the formats that are no patterns, for messages. */
    String NAMES = "iso, epoch_s, epoch_ms, epoch_us, excel, excel_1904";

    /**
     * Milliseconds since 1970 UTC.
     *
     * @throws DateTimeException saying what is wrong with the text
     */
    long millis(String text);

    /**
     * The format of a name or a pattern of {@link DateTimeFormatter}.
     *
     * @param zone zone of times that carry no offset, or null
     * @param numbers how the file writes numbers, as which some formats write times
     * @throws IllegalArgumentException when it is neither, or names no instant
     */
    static TimeFormat of(String format, ZoneId zone, Numbers numbers) {
        return switch (format) {
            case "iso" -> Iso.of(zone);
            case "epoch_s" -> new Epoch(new BigDecimal("1000"), numbers);
            case "epoch_ms" -> new Epoch(BigDecimal.ONE, numbers);
            case "epoch_us" -> new Epoch(new BigDecimal("0.001"), numbers);
            case "excel" -> Excel.of(Excel.DateSystem.FROM_1900, zone, numbers);
            case "excel_1904" -> Excel.of(Excel.DateSystem.FROM_1904, zone, numbers);
            default -> Patterned.of(format, zone);
        };
    }

    /** The format of a name or pattern where numbers are written plainly. */
    static TimeFormat of(String format, ZoneId zone) {
        return of(format, zone, Numbers.PLAIN);
    }

    /** RFC 3339 in UTC with milliseconds. */
    static String rfc3339(long millis) {
        return Written.FORMAT.format(Instant.ofEpochMilli(millis));
    }

    /**
     * RFC 3339 as in events; also a date, a blank for the {@code T}, an offset such as {@code +02}, and no offset where a
     * zone is given.
     */
    record Iso(ClockText lenient) implements TimeFormat {
        private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_TIME)
                .appendPattern("[XXX][XX][X]")
                .toFormatter(Locale.ROOT);
        private static final DateTimeFormatter DATE_AND_TIME = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .optionalStart()
                .appendLiteral('T')
                .append(TIME)
                .optionalEnd()
                .optionalStart()
                .appendLiteral(' ')
                .append(TIME)
                .optionalEnd()
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);

        static Iso of(ZoneId zone) {
            return new Iso(new ClockText(DATE_AND_TIME, zone, "is no ISO 8601 date or time"));
        }

        @Override
        public long millis(String text) {
            long asInEvents = Rfc3339.millisOrNone(text);
            return asInEvents == Rfc3339.NONE ? lenient.millis(text) : Written.checked(asInEvents, text);
        }
    }

    /** A count since 1970 UTC. */
    record Epoch(BigDecimal unitMillis, Numbers numbers) implements TimeFormat {
        @Override
        public long millis(String text) {
            try {
                long millis = numbers.parse(text)
                        .multiply(unitMillis)
                        .setScale(0, RoundingMode.FLOOR)
                        .longValueExact();
                return Written.checked(millis, text);
            } catch (ArithmeticException invalid) {
                throw new DateTimeException("'" + Excerpt.of(text) + "' is no count since 1970", invalid);
            } catch (NumberFormatException invalid) {
                throw new DateTimeException(
                        "'" + Excerpt.of(text) + "' is no count since 1970" + Numbers.advice(invalid), invalid);
            }
        }
    }

    /**
     * Days since the beginning of Excel's time, the time of day as a fraction; to the nearest millisecond, since the
     * fractions of most times are not exact.
     */
    record Excel(DateSystem system, ZoneId zone, Numbers numbers) implements TimeFormat {
        private static final String NO_SERIAL = "is no date of Excel's, which is a number of days";
        private static final BigDecimal DAY_MILLIS = new BigDecimal("86400000");
        private static final int NANOS_PER_MILLI = 1_000_000;

        /** From when on days are counted. */
        enum DateSystem {
            /** 1 is the 1st of January 1900, and 60 a 29th of February 1900 that never was. */
            FROM_1900(LocalDate.of(1899, 12, 31), 1, 2_958_465),
            /** 0 is the 1st of January 1904: workbooks that were begun on a Macintosh. */
            FROM_1904(LocalDate.of(1904, 1, 1), 0, 2_957_003);

            private static final int DAY_THAT_NEVER_WAS = 60;

            private final LocalDate dayZero;
            private final int first;
            private final int last;

            DateSystem(LocalDate dayZero, int first, int last) {
                this.dayZero = dayZero;
                this.first = first;
                this.last = last;
            }

            LocalDate date(long days) {
                if (days < first || days > last) {
                    throw new DateTimeException("Excel's days go from " + first + " to " + last);
                }
                if (this == FROM_1904 || days < DAY_THAT_NEVER_WAS) {
                    return dayZero.plusDays(days);
                }
                if (days == DAY_THAT_NEVER_WAS) {
                    throw new DateTimeException("Excel's 29th of February 1900 never was");
                }
                return dayZero.plusDays(days - 1);
            }
        }

        static Excel of(DateSystem system, ZoneId zone, Numbers numbers) {
            if (zone == null) {
                throw new IllegalArgumentException("it has no offset, so a 'zone' is needed");
            }
            return new Excel(system, zone, numbers);
        }

        @Override
        public long millis(String text) {
            try {
                BigDecimal serial = numbers.parse(text);
                BigDecimal days = serial.setScale(0, RoundingMode.FLOOR);
                long millisOfDay = serial.subtract(days)
                        .multiply(DAY_MILLIS)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
                return system.date(days.longValueExact())
                        .atStartOfDay()
                        .plusNanos(millisOfDay * NANOS_PER_MILLI)
                        .atZone(zone)
                        .toInstant()
                        .toEpochMilli();
            } catch (ArithmeticException invalid) {
                throw new DateTimeException("'" + Excerpt.of(text) + "' " + NO_SERIAL, invalid);
            } catch (NumberFormatException invalid) {
                throw new DateTimeException(
                        "'" + Excerpt.of(text) + "' " + NO_SERIAL + Numbers.advice(invalid), invalid);
            } catch (DateTimeException invalid) {
                throw new DateTimeException("'" + Excerpt.of(text) + "': " + invalid.getMessage(), invalid);
            }
        }
    }

    /** A pattern of the author's. */
    record Patterned(ClockText text) implements TimeFormat {
        private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2001, 12, 31, 15, 4, 5, 0, ZoneOffset.UTC);

        static Patterned of(String pattern, ZoneId zone) {
            DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive() // exports write JUL and pm, too
                    .appendPattern(withoutEra(withPlainBlanks(pattern)))
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
            TemporalAccessor parsed;
            try {
                parsed = formatter.parse(formatter.format(SAMPLE));
            } catch (DateTimeException unreadable) {
                throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
            }
            if (parsed.query(TemporalQueries.localDate()) == null) {
                throw new IllegalArgumentException("it has no full date, which is made of dd, MM and yyyy");
            }
            if (unquoted(pattern).matches(".*[HhKkm].*") && parsed.query(TemporalQueries.localTime()) == null) {
                throw new IllegalArgumentException("it has no full time of day ('hh' needs 'a', 'HH' does not)");
            }
            if (zone == null && parsed.query(TemporalQueries.zone()) == null) {
                throw new IllegalArgumentException("it has no offset, so a 'zone' is needed");
            }
            return new Patterned(new ClockText(formatter, zone, "is no time of the format '" + pattern + "'"));
        }

        @Override
        public long millis(String written) {
            return text.millis(withPlainBlanks(written));
        }

        /** Newer systems write blanks that are not broken between a time and its PM, which nobody sees. */
        private static String withPlainBlanks(String text) {
            return text.replace('\u00A0', ' ').replace('\u202F', ' ');
        }

        /** Strict reading wants the year without an era ({@code u}), where everybody writes {@code y}. */
        private static String withoutEra(String pattern) {
            StringBuilder result = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < pattern.length(); i++) {
                char letter = pattern.charAt(i);
                quoted ^= letter == '\'';
                result.append(letter == 'y' && !quoted ? 'u' : letter);
            }
            return result.toString();
        }

        private static String unquoted(String pattern) {
            return pattern.replaceAll("'[^']*'", "");
        }
    }

    /** What RFC 3339 can write. */
    final class Written {
        private static final DateTimeFormatter FORMAT =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
        private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
        private static final long LAST =
                Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

        private Written() {}

        static long checked(long millis, String text) {
            if (millis < FIRST || millis > LAST) {
                throw new DateTimeException("'" + Excerpt.of(text) + "' is outside the years 1 to 9999");
            }
            return millis;
        }
    }
}
