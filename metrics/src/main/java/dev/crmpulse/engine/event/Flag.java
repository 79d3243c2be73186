package dev.crmpulse.engine.event;

import java.io.IOException;
import java.util.Locale;

/** A yes or no that may not have been recorded. */
public enum Flag {
    UNKNOWN(0),
    NO(1),
    YES(2);

    private final int code;

    Flag(int code) {
        this.code = code;
    }

    /** The flag of a word or digit: true, yes, 1 and false, no, 0 in any case; anything else is {@link #UNKNOWN}. */
    public static Flag of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> YES;
            case "false", "no", "0" -> NO;
            default -> UNKNOWN;
        };
    }

    /** Stable number in state and on the wire. */
    int code() {
        return code;
    }

    static Flag ofCode(int code) throws IOException {
        return switch (code) {
            case 0 -> UNKNOWN;
            case 1 -> NO;
            case 2 -> YES;
            default -> throw new IOException("unknown flag code " + code);
        };
    }
}
