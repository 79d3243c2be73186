package dev.crmpulse.connectors.files;

import dev.crmpulse.connectors.text.Escapes;
import dev.crmpulse.connectors.text.EscapingReader;
import java.io.IOException;

/** The lines of a text that is not in UTF-8. */
final class DecodedLines implements Lines {
    private final EscapingReader text;
    private final char[] chunk = new char[1 << 13];
    private int from;
    private int to;
    private long number;
    private boolean cut;
    private String line;

    DecodedLines(EscapingReader text) {
        this.text = text;
    }

    @Override
    public byte[] next() throws IOException {
        line = nextOrBlank();
        while (line != null && line.isBlank()) {
            line = nextOrBlank();
        }
        return line == null ? null : Escapes.bytes(line);
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
        return text.escaped() ? Escapes.describe(line) : null;
    }

    @Override
    public int ahead() {
        return 0;
    }

    private String nextOrBlank() throws IOException {
        if (from == to && !fill()) {
            return null;
        }
        number++;
        cut = false;
        StringBuilder characters = new StringBuilder(512);
        do {
            int end = from;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            int kept = Math.min(end - from, LONGEST_BYTES - characters.length());
            characters.append(chunk, from, kept);
            cut |= kept < end - from;
            boolean complete = end < to;
            from = complete ? end + 1 : end;
            if (complete) {
                break;
            }
        } while (fill());
        int last = characters.length() - 1;
        if (last >= 0 && characters.charAt(last) == '\r') {
            characters.setLength(last);
        }
        return characters.toString();
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(text.read(chunk, 0, chunk.length), 0);
        return to > 0;
    }
}
