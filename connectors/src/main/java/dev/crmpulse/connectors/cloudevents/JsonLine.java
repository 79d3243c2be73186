package dev.crmpulse.connectors.cloudevents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a JSON text that a parser has read, on their way into a table: on one line, in UTF-8, and without halves
 * of surrogate pairs, which UTF-8 cannot write and ClickHouse's JSON functions refuse together with all else in the
 * document. The parser itself checks neither.
 */
final class JsonLine {
    private static final byte BREAK = 1;
    private static final byte ESCAPE = 2;
    private static final byte BEYOND_ASCII = 4;
    private static final byte[] MARKS = marks();
    private static final int ESCAPE_LENGTH = 6;

    private JsonLine() {}

    /**
     * The text on one line.
     *
     * @throws ContractViolation where no table could hold it
     */
    static byte[] of(byte[] json) throws ContractViolation {
        int seen = 0;
        for (byte one : json) {
            seen |= MARKS[one & 0xFF];
        }
        if ((seen & BEYOND_ASCII) != 0) {
            requireUtf8(json);
        }
        if ((seen & ESCAPE) != 0) {
            requirePairs(json);
        }
        return (seen & BREAK) == 0 ? json : withoutBreaks(json);
    }

    /** The text with one more member at its end. */
    static byte[] withMember(byte[] json, String name, String text) {
        int end = json.length - 1;
        while (json[end] != '}') {
            end--;
        }
        byte[] member = (",\"" + name + "\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
        byte[] line = Arrays.copyOf(json, end + member.length);
        System.arraycopy(member, 0, line, end, member.length);
        return line;
    }

    /** A break cannot stand inside a JSON string, so it is white space. */
    private static byte[] withoutBreaks(byte[] json) {
        byte[] line = json.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }

    private static void requireUtf8(byte[] json) throws ContractViolation {
        for (int i = 0; i < json.length; ) {
            int length = json[i] >= 0 ? 1 : Utf8.characterLength(json, i);
            if (length == 0) {
                throw new ContractViolation("not json", "not UTF-8 at byte " + i);
            }
            i += length;
        }
    }

    private static void requirePairs(byte[] json) throws ContractViolation {
        for (int i = 0; i < json.length; ) {
            if (json[i] != '\\') {
                i++;
            } else if (json[i + 1] != 'u') {
                i += 2;
            } else {
                int unit = unit(json, i);
                boolean isPair = isHigh(unit) && isLow(unit(json, i + ESCAPE_LENGTH));
                if (!isPair && (isHigh(unit) || isLow(unit))) {
                    throw new ContractViolation(
                            "lone surrogate", MemberPath.at(json, i) + " holds half of a character");
                }
                i += isPair ? 2 * ESCAPE_LENGTH : ESCAPE_LENGTH;
            }
        }
    }

    /** The UTF-16 unit of an escape, -1 where none is. */
    private static int unit(byte[] json, int at) {
        if (at + ESCAPE_LENGTH > json.length || json[at] != '\\' || json[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + ESCAPE_LENGTH; i++) {
            unit = unit << 4 | Character.digit(json[i], 16);
        }
        return unit;
    }

    private static boolean isHigh(int unit) {
        return unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE;
    }

    private static boolean isLow(int unit) {
        return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
    }

    private static byte[] marks() {
        byte[] marks = new byte[256];
        Arrays.fill(marks, 128, 256, BEYOND_ASCII);
        marks['\n'] = BREAK;
        marks['\r'] = BREAK;
        marks['\\'] = ESCAPE;
        return marks;
    }
}
