package dev.crmpulse.engine.event;

import java.util.Locale;

/**
 * What names that people type into a CRM are compared by, such as those of stages: without blanks around them, in small
 * letters. Truth queries say the same with {@code lowerUTF8} and a regular expression of the same blanks.
 *
 * <p>Small letters are those of the root locale, a letter at a time with its context ("ΟΔΟΣ" is "οδος", "İ" is "i̇", "ẞ" is
 * "ß"); nothing is made another letter: "ss" is not "ß", a full-width letter is not its narrow one.
 */
public final class NameKey {
    private NameKey() {}

    /** The key of a name; empty for one of blanks alone. */
    public static String of(String name) {
        return strip(name).toLowerCase(Locale.ROOT);
    }

    /** The name without blanks around it, the narrow no-break one and the ideographic one among them. */
    public static String strip(String name) {
        int begin = 0;
        int end = name.length();
        while (begin < end && isBlank(name.charAt(begin))) {
            begin++;
        }
        while (begin < end && isBlank(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(begin, end);
    }

    /** Separators of Unicode, and the control characters that part words and lines. All lie in the first plane. */
    private static boolean isBlank(char letter) {
        return letter <= ' '
                ? letter == ' ' || (letter >= '\t' && letter <= '\r')
                : letter >= '\u0085' && (letter == '\u0085' || Character.isSpaceChar(letter));
    }
}
