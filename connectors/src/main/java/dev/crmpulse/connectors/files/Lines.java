package dev.crmpulse.connectors.files;

import java.io.IOException;

/** The lines of a file; of a line longer than {@link #LONGEST_BYTES} only its beginning is kept. */
interface Lines {
    int LONGEST_BYTES = 1 << 20;

    /** The next line that is not blank, in UTF-8 and without its line end; null after the last one. */
    byte[] next() throws IOException;

    /** Number of the line given last, from 1; blank lines count. */
    long number();

    /** Whether the line given last was longer than what was kept of it. */
    boolean cut();

    /** The first byte of the line given last that is not in the file's encoding, and where it stands; null for none. */
    String broken();

    /** How many bytes were taken from the file for lines that are still to be given, where that is known; else 0. */
    int ahead();
}
