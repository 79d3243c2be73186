package dev.crmpulse.connectors.files;

import dev.crmpulse.connectors.text.Escapes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a text in UTF-8, their bytes as they are. */
final class ByteLines implements Lines {
    private static final char REPLACEMENT = '\uFFFD';

    private final InputStream in;
    private final byte[] chunk = new byte[1 << 16];
    private int from;
    private int to;
    private long number;
    private boolean cut;
    private byte[] line;

    ByteLines(InputStream in) {
        this.in = in;
    }

    @Override
    public byte[] next() throws IOException {
        line = nextOrBlank();
        while (line != null && isBlank(line)) {
            line = nextOrBlank();
        }
        return line;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public boolean cut() {
        return cut;
    }

    @Override
    public String broken() {
        // nearly all lines can be told good without looking for the place
        boolean good = new String(line, StandardCharsets.UTF_8).indexOf(REPLACEMENT) < 0;
        return good ? null : Escapes.describe(Escapes.text(line));
    }

    @Override
    public int ahead() {
        return to - from;
    }

    private byte[] nextOrBlank() throws IOException {
        if (from == to && !fill()) {
            return null;
        }
        number++;
        cut = false;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        do {
            int end = from;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            int kept = Math.min(end - from, LONGEST_BYTES - bytes.size());
            bytes.write(chunk, from, kept);
            cut |= kept < end - from;
            boolean complete = end < to;
            from = complete ? end + 1 : end;
            if (complete) {
                break;
            }
        } while (fill());
        return withoutCarriageReturn(bytes.toByteArray());
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
