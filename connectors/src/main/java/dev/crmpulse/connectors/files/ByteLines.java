package dev.crmpulse.connectors.files;

import dev.crmpulse.connectors.text.Escapes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a text in UTF-8, their bytes as they are. */
final class ByteLines implements Lines {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final byte[] chunk = new byte[CHUNK];
    private final LineCutter lines = new LineCutter(this::read, LONGEST_BYTES, CHUNK);
    private byte[] line;

    ByteLines(InputStream in) {
        this.in = in;
    }

    @Override
    public byte[] next() throws IOException {
        String bytes = lines.next();
        line = bytes == null ? null : bytes.getBytes(StandardCharsets.ISO_8859_1);
        return line;
    }

    @Override
    public long number() {
        return lines.number();
    }

    @Override
    public boolean cut() {
        return lines.cut();
    }

    @Override
    public String broken() {
        // nearly all lines can be found good without looking for the place
        boolean good = new String(line, StandardCharsets.UTF_8).indexOf(REPLACEMENT) < 0;
        return good ? null : Escapes.describe(Escapes.text(line));
    }

    @Override
    public int ahead() {
        return lines.ahead();
    }

    /** Each byte as the character of its number: no byte of a character of UTF-8 looks like a line end. */
    private int read(char[] target) throws IOException {
        int count = in.read(chunk, 0, target.length);
        for (int i = 0; i < count; i++) {
            target[i] = (char) (chunk[i] & 0xFF);
        }
        return count;
    }
}
