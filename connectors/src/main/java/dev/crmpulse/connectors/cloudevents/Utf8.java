package dev.crmpulse.connectors.cloudevents;

/** Checks characters beyond ASCII, as strictly as the tables do that will hold them. */
final class Utf8 {
    private Utf8() {}

    /**
     * Bytes of the character at a place, 0 where none begins there: too long a form, half a surrogate pair, beyond
     * Unicode, cut off.
     *
     * @param at of a byte that is not ASCII
     */
    static int characterLength(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int second = continuation(bytes, at + 1);
        if (first < 0xC2 || first > 0xF4 || second < 0) {
            return 0;
        }
        if (first < 0xE0) {
            return 2;
        }
        if (continuation(bytes, at + 2) < 0 || (first == 0xE0 && second < 0x20) || (first == 0xED && second >= 0x20)) {
            return 0;
        }
        if (first < 0xF0) {
            return 3;
        }
        boolean isInvalid = continuation(bytes, at + 3) < 0
                || (first == 0xF0 && second < 0x10)
                || (first == 0xF4 && second >= 0x10);
        return isInvalid ? 0 : 4;
    }

    /** The six bits of a continuation byte, negative where there is none. */
    private static int continuation(byte[] bytes, int at) {
        return at < bytes.length && (bytes[at] & 0xC0) == 0x80 ? bytes[at] & 0x3F : -1;
    }
}
