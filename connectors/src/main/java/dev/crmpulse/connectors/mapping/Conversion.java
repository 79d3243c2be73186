package dev.crmpulse.connectors.mapping;

import dev.crmpulse.engine.event.Flag;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;

/** Makes of a text what stands in the event: a text, a number ({@link Long} or {@link BigDecimal}) or a truth. */
interface Conversion {
    /** Who may act, by the contract. */
    List<String> ACTOR_TYPES = List.of("human", "bot", "system", "customer");

    /** Names of the conversions of {@link #named}; {@code time} needs a format and is another. */
    List<String> NAMES = List.of("boolean", "decimal", "number", "text");

    /** The conversion of a name that a mapping may give; null where there is none. */
    static Conversion named(String name, Numbers numbers) {
        return switch (name) {
            case "text" -> text -> text;
            case "number" -> text -> number(text, numbers);
            case "decimal" -> text -> number(text, numbers).toPlainString();
            case "boolean" -> Conversion::truth;
            default -> null;
        };
    }

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
                return Numbers.PLAIN.parse(text).longValueExact();
            } catch (ArithmeticException | NumberFormatException invalid) {
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

    private static BigDecimal number(String text, Numbers numbers) {
        try {
            return numbers.parse(text);
        } catch (NumberFormatException invalid) {
            throw new IllegalArgumentException(
                    "'" + Excerpt.of(text) + "' is no number" + Numbers.advice(invalid), invalid);
        }
    }

    private static Boolean truth(String text) {
        return switch (Flag.of(text.strip())) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN ->
                throw new IllegalArgumentException(
                        "'" + Excerpt.of(text) + "' is neither true, yes, 1 nor false, no, 0");
        };
    }
}
