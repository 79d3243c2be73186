package dev.crmpulse.connectors.cloudevents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over JSON as nearly all senders write it: names without escapes, numbers without exponent. It knows less than the
 * grammar and takes nothing beyond it: whatever it does not know it refuses, for a parser that knows all to read.
 *
 * <p>The inside of the name or scalar it passed last lies between {@link #from} and {@link #to}.
 */
final class PlainJson {
    /** So many digits fit 64 bits, whichever they are. */
    private static final int SURE_DIGITS = 18;
    /** Parsers limit the length of names and numbers; none is as strict as this. */
    private static final int LONGEST_NAME = 256;

    private static final int LONGEST_NUMBER = 64;
    private static final int DEEPEST = 32;
    private static final byte NOTHING = 0;
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int at;
    private int from;
    private int to;
    private boolean isAscii;
    private boolean hasEscapes;
    private boolean isOnOneLine;

    /** Goes to the begin of these bytes. */
    void start(byte[] json) {
        bytes = json;
        at = 0;
        isOnOneLine = true;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Makes the text of the scalar passed last. */
    String text() {
        // with this character set nobody looks at each byte again
        String text =
                new String(bytes, from, to - from, isAscii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        return hasEscapes ? JsonEscapes.resolved(text) : text;
    }

    /** Whether no white space passed so far was a line break. */
    boolean isOnOneLine() {
        return isOnOneLine;
    }

    /** Whether nothing but white space follows. */
    boolean isAtEnd() {
        next();
        return at == bytes.length;
    }

    /** Passes over a sign of the grammar if it is the next thing. */
    boolean passSign(char sign) {
        if (next() != sign) {
            return false;
        }
        at++;
        return true;
    }

    /** Passes over these bytes if they are the next thing. */
    boolean pass(byte[] expected) {
        next();
        int end = at + expected.length;
        if (end > bytes.length || !Arrays.equals(bytes, at, end, expected, 0, expected.length)) {
            return false;
        }
        at = end;
        return true;
    }

    /** Passes over the name of a member and its colon; false where it is not plain. */
    boolean passName() {
        return next() == '"' && passString() && !hasEscapes && to - from <= LONGEST_NAME && passSign(':');
    }

    /** Passes over a value and says what it is, null where it is not plain. */
    JsonScalar passValue() {
        return passValue(0);
    }

    private JsonScalar passValue(int depth) {
        return switch (next()) {
            case '"' -> passString() ? JsonScalar.TEXT : null;
            case 't' -> passWord(TRUE) ? JsonScalar.TRUTH : null;
            case 'f' -> passWord(FALSE) ? JsonScalar.TRUTH : null;
            case 'n' -> passWord(NULL) ? JsonScalar.NULL : null;
            case '{' -> depth < DEEPEST && passObject(depth + 1) ? JsonScalar.NESTED : null;
            case '[' -> depth < DEEPEST && passList(depth + 1) ? JsonScalar.NESTED : null;
            default -> passNumber();
        };
    }

    /** The next byte that is no white space, where this is then; what no grammar knows at the end. */
    private byte next() {
        while (at < bytes.length) {
            byte next = bytes[at];
            if (next > ' ') {
                return next;
            }
            if (next == '\n' || next == '\r') {
                isOnOneLine = false;
            } else if (next != ' ' && next != '\t') {
                return next;
            }
            at++;
        }
        return NOTHING;
    }

    /** Passes over the string that begins here; false where it has a control character, or a character of no text. */
    private boolean passString() {
        int begin = at + 1;
        int end = ByteWords.ordinaryUntil(bytes, begin);
        isAscii = true;
        hasEscapes = false;
        while (end < bytes.length && bytes[end] != '"') {
            int length = specialLength(end);
            if (length == 0) {
                return false;
            }
            end += length;
            // in most scripts beyond ASCII the next character is of that kind too
            if (end < bytes.length && bytes[end] >= 0) {
                end = ByteWords.ordinaryUntil(bytes, end);
            }
        }
        if (end == bytes.length) {
            return false;
        }
        from = begin;
        to = end;
        at = end + 1;
        return true;
    }

    /** Bytes of a character in a string that is no ordinary one, 0 where it is none at all. */
    private int specialLength(int place) {
        if (bytes[place] < 0) {
            isAscii = false;
            return Utf8.characterLength(bytes, place);
        }
        hasEscapes = true;
        return bytes[place] == '\\' ? JsonEscapes.length(bytes, place) : 0;
    }

    private boolean passWord(byte[] word) {
        int end = at + word.length;
        if (end > bytes.length || !Arrays.equals(bytes, at, end, word, 0, word.length)) {
            return false;
        }
        passed(at, end);
        return true;
    }

    /** Minus zero, which has two readings, is left to others, and so are exponents. */
    private JsonScalar passNumber() {
        int begin = at;
        int first = at < bytes.length && bytes[at] == '-' ? at + 1 : at;
        int point = digitsUntil(first);
        int digits = point - first;
        if (digits == 0 || digits > SURE_DIGITS || (digits > 1 && bytes[first] == '0')) {
            return null;
        }
        JsonScalar kind = JsonScalar.WHOLE;
        int end = point;
        if (point < bytes.length && bytes[point] == '.') {
            end = digitsUntil(point + 1);
            kind = JsonScalar.NUMBER;
        }
        boolean isMinusZero = first > begin && bytes[first] == '0';
        if (end == point + 1 || end - begin > LONGEST_NUMBER || isMinusZero) {
            return null;
        }
        passed(begin, end);
        return kind;
    }

    /** Notes a scalar without quotes. */
    private void passed(int begin, int end) {
        from = begin;
        to = end;
        at = end;
        isAscii = true;
        hasEscapes = false;
    }

    private int digitsUntil(int begin) {
        int end = begin;
        while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        return end;
    }

    private boolean passObject(int depth) {
        at++;
        if (passSign('}')) {
            return true;
        }
        do {
            if (!passName() || passValue(depth) == null) {
                return false;
            }
        } while (passSign(','));
        return passSign('}');
    }

    private boolean passList(int depth) {
        at++;
        if (passSign(']')) {
            return true;
        }
        do {
            if (passValue(depth) == null) {
                return false;
            }
        } while (passSign(','));
        return passSign(']');
    }
}
