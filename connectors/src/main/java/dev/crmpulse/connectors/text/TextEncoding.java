package dev.crmpulse.connectors.text;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;

/**
 * In which encoding a text is.
 *
 * @param markBytes how many bytes a byte order mark takes at its beginning
 */
public record TextEncoding(Charset charset, int markBytes) {
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final Charset GB18030 = Charset.forName("GB18030");

    /**
     * The encoding of a text: a byte order mark decides; then what is stated; then whether every other byte is zero, as in
     * UTF-16 of a text that begins with an ASCII character; else it is UTF-8.
     *
     * @param start its first bytes, at least four where it has so many
     * @param stated what is said about it, or null
     */
    public static TextEncoding of(byte[] start, Charset stated) {
        TextEncoding marked = marked(start);
        if (marked != null) {
            return marked;
        }
        if (stated != null && !isEitherUtf16(stated)) {
            return new TextEncoding(stated, 0);
        }
        Charset zeros = byZeros(start);
        if (zeros != null) {
            return new TextEncoding(zeros, 0);
        }
        // UTF-16 without a mark is little-endian wherever it is written today
        return new TextEncoding(stated == null ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE, 0);
    }

    /**
     * The charset of a name.
     *
     * @throws IllegalArgumentException where there is none, or it can only be written
     */
    public static Charset named(String name) {
        try {
            return Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new IllegalArgumentException("unknown encoding '" + name + "'", unknown);
        }
    }

    public boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /** The name by which people know the charset. */
    public String name() {
        return charset.name();
    }

    /** Bytes of the smallest unit: by so many the reader goes on behind something broken. */
    int unitBytes() {
        String name = charset.name().toUpperCase(Locale.ROOT);
        if (name.startsWith("UTF-16")) {
            return 2;
        }
        return name.startsWith("UTF-32") ? 4 : 1;
    }

    private static TextEncoding marked(byte[] start) {
        if (begins(start, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (begins(start, 0xFF, 0xFE, 0, 0)) {
            return new TextEncoding(UTF_32LE, 4);
        }
        if (begins(start, 0, 0, 0xFE, 0xFF)) {
            return new TextEncoding(UTF_32BE, 4);
        }
        if (begins(start, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (begins(start, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        return begins(start, 0x84, 0x31, 0x95, 0x33) ? new TextEncoding(GB18030, 4) : null;
    }

    private static Charset byZeros(byte[] start) {
        if (start.length < 2 || (start[0] == 0) == (start[1] == 0)) {
            return null;
        }
        return start[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    private static boolean isEitherUtf16(Charset charset) {
        return charset.equals(StandardCharsets.UTF_16);
    }

    private static boolean begins(byte[] start, int... mark) {
        return start.length >= mark.length && Arrays.equals(Arrays.copyOf(start, mark.length), toBytes(mark));
    }

    private static byte[] toBytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
