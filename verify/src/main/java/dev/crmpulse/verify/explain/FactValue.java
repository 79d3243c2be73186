package dev.crmpulse.verify.explain;

import dev.crmpulse.engine.fact.ColumnType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One value of a fact; what identifies a person is hidden.
 *
 * @param value as {@link ColumnType} has it, null where it is unknown
 */
public record FactValue(String column, ColumnType type, Object value) {
    /** The unit of the value, as whoever draws it needs it. */
    public enum Unit {
        TIME,
        SECONDS,
        MONEY,
        COUNT,
        NUMBER,
        TEXT;

        /** The name in documents. */
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static FactValue of(String column, ColumnType type, Object value) {
        return new FactValue(column, type, masked(type, value));
    }

    private static Object masked(ColumnType type, Object value) {
        // what begins had nothing before it
        if (value instanceof Map<?, ?> texts && type == ColumnType.TEXTS) {
            return texts.isEmpty()
                    ? ""
                    : Masking.mask(texts.entrySet().stream()
                            .map(text -> text.getKey() + ": " + text.getValue())
                            .collect(Collectors.joining(", ")));
        }
        return value instanceof String text ? Masking.mask(text) : value;
    }

    /** Whether there is nothing to show. */
    public boolean isEmpty() {
        return value == null || value.equals("");
    }

    public Unit unit() {
        return switch (type) {
            case TIME, NULLABLE_TIME -> Unit.TIME;
            case NULLABLE_SECONDS -> Unit.SECONDS;
            case NULLABLE_MONEY -> Unit.MONEY;
            case COUNT, LARGE_COUNT -> Unit.COUNT;
            case NUMBER -> Unit.NUMBER;
            case TEXT, LABEL, NULLABLE_LABEL, SKETCH, COUNTS, TEXTS, BYTES -> Unit.TEXT;
        };
    }

    /** A text as the table has it, empty where it is unknown. */
    public String text() {
        return value == null ? "" : value.toString();
    }

    /** A moment, null where it has not come. */
    public Instant time() {
        return value == null ? null : Instant.ofEpochMilli((Long) value);
    }

    /** A duration, null where it is unknown. */
    public Duration duration() {
        return value == null ? null : Duration.ofMillis((Long) value);
    }

    /** A number as the view has it, seconds with three decimals; null where it is unknown. */
    public BigDecimal number() {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case NULLABLE_SECONDS -> BigDecimal.valueOf((Long) value, 3);
            case NULLABLE_MONEY -> (BigDecimal) value;
            default -> BigDecimal.valueOf(((Number) value).longValue());
        };
    }

    /** The value as the view shows it, and a duration as people say it beside. */
    public String shown() {
        return switch (unit()) {
            case TIME -> value == null ? "" : time().toString();
            case SECONDS ->
                value == null
                        ? ""
                        : number().toPlainString() + " s ("
                                + duration().toString().substring(2).toLowerCase(Locale.ROOT) + ")";
            case MONEY -> value == null ? "" : number().toPlainString();
            case COUNT, NUMBER, TEXT -> text();
        };
    }
}
