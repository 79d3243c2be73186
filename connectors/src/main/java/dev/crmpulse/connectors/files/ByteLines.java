package dev.crmpulse.connectors.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits bytes into lines; of a line longer than {@link #LONGEST_BYTES} only so many bytes are kept. */
final class ByteLines {
    static final int LONGEST_BYTES = 1 << 20;

    private final InputStream in;
    private final byte[] chunk = new byte[1 << 16];
    private int from;
    private int to;
    private long number;
    private boolean cut;

    ByteLines(InputStream in) {
        this.in = in;
    }

    /** The next line that is not blank, without its line end; null after the last one. */
    byte[] next() throws IOException {
        byte[] line = nextOrBlank();
        while (line != null && isBlank(line)) {
            line = nextOrBlank();
        }
        return line;
    }

    /** Number of the line given last, from 1; blank lines count. */
    long number() {
        return number;
    }

    /** Whether the line given last was longer than what was kept of it. */
    boolean cut() {
        return cut;
    }

    private byte[] nextOrBlank() throws IOException {
        if (from == to && !fill()) {
            return null;
        }
        number++;
        cut = false;
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        do {
            int end = from;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            int kept = Math.min(end - from, LONGEST_BYTES - line.size());
            line.write(chunk, from, kept);
            cut |= kept < end - from;
            boolean complete = end < to;
            from = complete ? end + 1 : end;
            if (complete) {
                break;
            }
        } while (fill());
        return withoutCarriageReturn(line.toByteArray());
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(in.read(chunk, 0, chunk.length), 0);
        return to > 0;
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        int end = line.length;
        return end > 0 && line[end - 1] == '\r' ? Arrays.copyOf(line, end - 1) : line;
    }

    private static boolean isBlank(byte[] line) {
        for (byte character : line) {
            if (character != ' ' && character != '\t' && character != '\r') {
                return false;
            }
        }
        return true;
    }
}
