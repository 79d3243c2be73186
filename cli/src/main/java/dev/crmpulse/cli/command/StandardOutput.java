package dev.crmpulse.cli.command;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Standard output, of which it is remembered what could not be written: a print stream goes on without a word, and whoever
 * reads half a result must not take it for the whole.
 */
final class StandardOutput extends OutputStream {
    /** Whoever reads has seen enough, as {@code head} has. */
    private static final String CLOSED = "Broken pipe";

    private final FileOutputStream out;
    private IOException lost;

    StandardOutput(FileOutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException failure) {
            if (lost == null) {
                lost = failure;
            }
            throw failure;
        }
    }

    /** Why something was lost that somebody waits for; empty where nothing was. */
    synchronized Optional<String> lost() {
        return Optional.ofNullable(lost)
                .map(failure -> String.valueOf(failure.getMessage()))
                .filter(reason -> !reason.contains(CLOSED));
    }
}
