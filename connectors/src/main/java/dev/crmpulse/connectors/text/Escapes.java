package dev.crmpulse.connectors.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes that could not be decoded, as characters of a text: each is half a surrogate pair without its other half
 * ({@code U+DC00} and the byte), which no decoder gives otherwise.
 */
public final class Escapes {
    private static final char FIRST = '\uDC00';
    private static final char LAST = '\uDCFF';

    private Escapes() {}

    static char of(byte broken) {
        return (char) (FIRST | (broken & 0xFF));
    }

    /** Where the first broken byte stands, or -1. */
    public static int find(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isAt(text, i)) {
                return i;
            }
        }
        return -1;
    }

    /** The first broken byte and where it stands, such as {@code byte 0xFC at character 7}; null where none is. */
    public static String describe(String text) {
        int index = find(text);
        return index < 0 ? null : String.format("byte 0x%02X at character %d", text.charAt(index) - FIRST, index + 1);
    }

    /** The text in UTF-8, its broken bytes as they were. */
    public static byte[] bytes(String text) {
        if (find(text) < 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isAt(text, i)) {
                bytes.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
                bytes.write(text.charAt(i) - FIRST);
                from = i + 1;
            }
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** UTF-8 as a text, its broken bytes escaped. */
    public static String text(byte[] utf8) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(utf8);
        CharBuffer out = CharBuffer.allocate(utf8.length);
        while (decoder.decode(in, out, true).isError()) {
            out.put(of(in.get()));
        }
        return out.flip().toString();
    }

    private static boolean isAt(String text, int index) {
        char character = text.charAt(index);
        return character >= FIRST
                && character <= LAST
                && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
