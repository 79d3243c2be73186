package dev.crmpulse.engine.event;

import java.util.Locale;

/** A yes or no that may not have been recorded. */
public enum Flag {
    UNKNOWN,
    NO,
    YES;

    public static final Codes<Flag> CODES = Codes.of(UNKNOWN, NO, YES);

    /** The flag of a word or digit: true, yes, 1 and false, no, 0 in any case; anything else is {@link #UNKNOWN}. */
    public static Flag of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> YES;
            case "false", "no", "0" -> NO;
            default -> UNKNOWN;
        };
    }
}
