package dev.crmpulse.connectors.files;

import dev.crmpulse.connectors.text.Escapes;
import dev.crmpulse.connectors.text.EscapingReader;
import java.io.IOException;

/** The lines of a text that is not in UTF-8. */
final class DecodedLines implements Lines {
    private static final int CHUNK = 1 << 13;

    private final EscapingReader text;
    private final LineCutter lines;
    private String line;

    DecodedLines(EscapingReader text) {
        this.text = text;
        this.lines = new LineCutter(text::read, LONGEST_BYTES, CHUNK);
    }

    @Override
    public byte[] next() throws IOException {
        line = lines.next();
        return line == null ? null : Escapes.bytes(line);
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
        return text.escaped() ? Escapes.describe(line) : null;
    }

    @Override
    public int ahead() {
        return 0;
    }
}
