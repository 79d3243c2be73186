package dev.crmpulse.connectors.files;

import java.io.IOException;

/** Cuts characters into lines, and passes over blank ones. */
final class LineCutter {

    /** Where the characters come from. */
    interface Source {
        /** Takes characters; returns how many, at least one, or less than 0 at the end. */
        int read(char[] target) throws IOException;
    }

    private final Source source;
    private final int longest;
    private final char[] chunk;
    private int from;
    private int to;
    private long number;
    private boolean cut;

    /**
     * @param longest how many characters are kept of a line
     * @param chunk how many characters are taken from the source at once
     */
    LineCutter(Source source, int longest, int chunk) {
        this.source = source;
        this.longest = longest;
        this.chunk = new char[chunk];
    }

    /** The next line that is not blank, without its line end; null after the last one. */
    String next() throws IOException {
        String line = nextOrBlank();
        while (line != null && line.isBlank()) {
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

    /** How many characters were taken for lines that are still to be given. */
    int ahead() {
        return to - from;
    }

    private String nextOrBlank() throws IOException {
        if (from == to && !fill()) {
            return null;
        }
        number++;
        cut = false;
        StringBuilder line = new StringBuilder(512);
        do {
            int end = from;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            int kept = Math.min(end - from, longest - line.length());
            line.append(chunk, from, kept);
            cut |= kept < end - from;
            boolean complete = end < to;
            from = complete ? end + 1 : end;
            if (complete) {
                break;
            }
        } while (fill());
        int last = line.length() - 1;
        if (last >= 0 && line.charAt(last) == '\r') {
            line.setLength(last);
        }
        return line.toString();
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(source.read(chunk), 0);
        return to > 0;
    }
}
