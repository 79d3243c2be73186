package dev.crmpulse.connectors.cloudevents;

/** The escapes in JSON strings: some libraries write all that is not ASCII so, some every slash. */
final class JsonEscapes {
    private static final int NO_UNIT = -1;
    private static final int UNIT_LENGTH = "\\u4e2d".length();
    private static final String SHORT = "\"\\/bfnrt";
    private static final String SHORT_MEANING = "\"\\/\b\f\n\r\t";

    private JsonEscapes() {}

    /** Bytes of the character that is escaped at a place, 0 where JSON knows no such escape or it is half of a pair. */
    static int length(byte[] bytes, int at) {
        if (at + 1 < bytes.length && SHORT.indexOf(bytes[at + 1]) >= 0) {
            return 2;
        }
        int unit = unit(bytes, at);
        if (unit == NO_UNIT || Character.isLowSurrogate((char) unit)) {
            return 0;
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return UNIT_LENGTH;
        }
        int second = unit(bytes, at + UNIT_LENGTH);
        return second != NO_UNIT && Character.isLowSurrogate((char) second) ? 2 * UNIT_LENGTH : 0;
    }

    /** The text that a string with escapes stands for, all of which {@link #length} knows. */
    static String resolved(String string) {
        StringBuilder text = new StringBuilder(string.length());
        int from = 0;
        for (int at = string.indexOf('\\'); at >= 0; at = string.indexOf('\\', from)) {
            text.append(string, from, at);
            int known = SHORT.indexOf(string.charAt(at + 1));
            if (known >= 0) {
                text.append(SHORT_MEANING.charAt(known));
                from = at + 2;
            } else {
                text.append((char) Integer.parseInt(string, at + 2, at + UNIT_LENGTH, 16));
                from = at + UNIT_LENGTH;
            }
        }
        return text.append(string, from, string.length()).toString();
    }

    /** The UTF-16 unit that is escaped at a place. */
    private static int unit(byte[] bytes, int at) {
        if (at + UNIT_LENGTH > bytes.length || bytes[at] != '\\' || bytes[at + 1] != 'u') {
            return NO_UNIT;
        }
        int unit = 0;
        for (int i = at + 2; i < at + UNIT_LENGTH; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return NO_UNIT;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }
}
