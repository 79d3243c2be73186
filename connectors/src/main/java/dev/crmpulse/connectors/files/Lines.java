package dev.crmpulse.connectors.files;

import dev.crmpulse.connectors.text.Escapes;
import dev.crmpulse.connectors.text.EscapingReader;
import dev.crmpulse.connectors.text.TextEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a file that are not blank; of a line longer than {@link #LONGEST_BYTES} only its beginning is kept. */
final class Lines {
    static final int LONGEST_BYTES = 1 << 20;

    private static final int CHUNK = 1 << 16;

    private final Characters characters;
    private final char[] chunk = new char[CHUNK];
    private int from;
    private int to;
    private long number;
    private boolean cut;
    private String line;
    private byte[] bytes;

    private Lines(Characters characters) {
        this.characters = characters;
    }

    /** The lines of a text of which the mark of its encoding, if any, was read. */
    static Lines of(InputStream text, TextEncoding encoding) {
        return new Lines(
                encoding.isUtf8() ? new BytesAsTheyAre(text) : new Decoded(new EscapingReader(text, encoding)));
    }

    /** The next line that is not blank, in UTF-8 and without its line end; null after the last one. */
    byte[] next() throws IOException {
        do {
            line = nextOrBlank();
        } while (line != null && line.isBlank());
        bytes = line == null ? null : characters.bytes(line);
        return bytes;
    }

    /** Number of the line given last, from 1; blank lines count. */
    long number() {
        return number;
    }

    /** Whether the line given last was longer than what was kept of it. */
    boolean cut() {
        return cut;
    }

    /** The first byte of the line given last that is not in the file's encoding, and where it stands; null for none. */
    String broken() {
        return characters.broken(line, bytes);
    }

    /** How many bytes were taken from the file for lines that are still to be given, where that is known; else 0. */
    int ahead() {
        return characters.areBytes() ? to - from : 0;
    }

    private String nextOrBlank() throws IOException {
        if (from == to && !fill()) {
            return null;
        }
        number++;
        cut = false;
        StringBuilder kept = new StringBuilder(512);
        do {
            int end = from;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            int length = Math.min(end - from, LONGEST_BYTES - kept.length());
            kept.append(chunk, from, length);
            cut |= length < end - from;
            boolean complete = end < to;
            from = complete ? end + 1 : end;
            if (complete) {
                break;
            }
        } while (fill());
        int last = kept.length() - 1;
        if (last >= 0 && kept.charAt(last) == '\r') {
            kept.setLength(last);
        }
        return kept.toString();
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(characters.read(chunk), 0);
        return to > 0;
    }

    /** Where the characters of the lines come from, and what they stand for. */
    private sealed interface Characters {
        /** Takes characters; returns how many, at least one, or less than 0 at the end. */
        int read(char[] target) throws IOException;

        byte[] bytes(String line);

        String broken(String line, byte[] bytes);

        /** Whether each of them is one byte of the file. */
        boolean areBytes();
    }

    /** A text in UTF-8: each byte is the character of its number, for no byte of a character looks like a line end. */
    private static final class BytesAsTheyAre implements Characters {
        private static final char REPLACEMENT = '\uFFFD';

        private final InputStream in;
        private final byte[] chunk = new byte[CHUNK];

        BytesAsTheyAre(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(char[] target) throws IOException {
            int count = in.read(chunk, 0, target.length);
            for (int i = 0; i < count; i++) {
                target[i] = (char) (chunk[i] & 0xFF);
            }
            return count;
        }

        @Override
        public byte[] bytes(String line) {
            return line.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String broken(String line, byte[] bytes) {
            // nearly all lines can be found good without looking for the place
            boolean good = new String(bytes, StandardCharsets.UTF_8).indexOf(REPLACEMENT) < 0;
            return good ? null : Escapes.describe(Escapes.text(bytes));
        }

        @Override
        public boolean areBytes() {
            return true;
        }
    }

    /** A text in another encoding. */
    private record Decoded(EscapingReader text) implements Characters {
        @Override
        public int read(char[] target) throws IOException {
            return text.read(target);
        }

        @Override
        public byte[] bytes(String line) {
            return Escapes.bytes(line);
        }

        @Override
        public String broken(String line, byte[] bytes) {
            return text.escaped() ? Escapes.describe(line) : null;
        }

        @Override
        public boolean areBytes() {
            return false;
        }
    }
}
