package dev.crmpulse.engine.event;

import java.util.OptionalLong;

/** Reads whole numbers of 64 bits: an optional minus and digits of ASCII, as many zeros in front as the sender likes. */
public final class WholeNumber {
    private WholeNumber() {}

    /** The number of a text, empty where it is none or has more than 64 bits. */
    public static OptionalLong of(String text) {
        if (!isShaped(text)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    /** {@link Long#parseLong} takes a plus and the digits of every script. */
    private static boolean isShaped(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        for (int i = first; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > first;
    }
}
