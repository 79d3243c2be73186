package dev.crmpulse.connectors.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes of a text what stands in the event: a text, a number ({@link Long} or {@link BigDecimal}) or a truth. */
interface Conversion {
    /** Who may act, by the contract. */
    List<String> ACTOR_TYPES = List.of("human", "bot", "system", "customer");

    /** Conversions a mapping may name, but for {@code time}, which needs a format. */
    Map<String, Conversion> BY_NAME = Map.of(
            "text",
            text -> text,
            "number",
            Conversion::number,
            "decimal",
            text -> number(text).toPlainString(),
            "boolean",
            Conversion::truth);

    /**
     * Converts.
     *
     * @throws DateTimeException saying what is wrong with the text
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    Object of(String text);

    /** Whole numbers that order the events of one instant. */
    static Conversion sequence() {
        return text -> {
            try {
                return Long.valueOf(text.strip());
            } catch (NumberFormatException invalid) {
                throw new IllegalArgumentException("'" + Excerpt.of(text) + "' is no whole number", invalid);
            }
        };
    }

    /** One of {@link #ACTOR_TYPES}. */
    static Conversion actorType() {
        return text -> {
            if (!ACTOR_TYPES.contains(text)) {
                throw new IllegalArgumentException(
                        "'" + Excerpt.of(text) + "' is none of " + String.join(", ", ACTOR_TYPES));
            }
            return text;
        };
    }

    /** Milliseconds since 1970 UTC. */
    static Conversion millis(TimeFormat format) {
        return format::millis;
    }

    /** RFC 3339 in UTC. */
    static Conversion rfc3339(TimeFormat format) {
        return text -> TimeFormat.rfc3339(format.millis(text));
    }

    private static BigDecimal number(String text) {
        try {
            return Numbers.parse(text);
        } catch (NumberFormatException invalid) {
            throw new IllegalArgumentException("'" + Excerpt.of(text) + "' is no number", invalid);
        }
    }

    private static Boolean truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default ->
                throw new IllegalArgumentException(
                        "'" + Excerpt.of(text) + "' is neither true, yes, 1 nor false, no, 0");
        };
    }
}
