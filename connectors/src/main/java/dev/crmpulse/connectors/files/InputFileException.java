package dev.crmpulse.connectors.files;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be read to its end. The message is one line: file, what is wrong, where, what to do. */
public final class InputFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong, without the file's name
     * @param remedy what to do about it
     */
    public InputFileException(Path file, String problem, String remedy) {
        super(file + ": " + problem + "; " + remedy);
    }

    private InputFileException(InputFileException cause, long recordsBefore) {
        super(
                cause.getMessage()
                        + (recordsBefore == 1
                                ? " (1 record was read before)"
                                : " (" + recordsBefore + " records were read before)"),
                cause);
    }

    InputFileException after(long recordsBefore) {
        return recordsBefore == 0 ? this : new InputFileException(this, recordsBefore);
    }

    /** The exception of this kind that a parser has wrapped into its own, or null. */
    static InputFileException within(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputFileException found) {
                return found;
            }
        }
        return null;
    }
}
