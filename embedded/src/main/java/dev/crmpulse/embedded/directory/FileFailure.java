package dev.crmpulse.embedded.directory;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/** Why a file could not be written or read, in words: the system's own exceptions often say nothing but its name. */
public final class FileFailure {
    /** What the system says where a disk takes no more, or nothing at all. */
    private static final List<String> DISK = List.of(
            "No space left on device",
            "Disk quota exceeded",
            "File too large",
            "Read-only file system",
            "Input/output error");

    private FileFailure() {}

    /** File and reason. */
    public static String text(IOException failure) {
        return failure instanceof FileSystemException file && file.getFile() != null
                ? file.getFile() + ": " + reason(file)
                : String.valueOf(failure.getMessage());
    }

    /** The reason alone. */
    public static String reason(FileSystemException failure) {
        if (failure.getReason() != null) {
            return failure.getReason();
        }
        if (failure instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        return failure instanceof FileAlreadyExistsException
                ? "Something else has this name"
                : failure.getClass().getSimpleName();
    }

    /** The first of a failure and its causes that a file or its disk gave rise to. */
    public static Optional<IOException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException file) {
                return Optional.of(file);
            }
            if (cause instanceof IOException io && isOfDisk(String.valueOf(io.getMessage()))) {
                return Optional.of(io);
            }
        }
        return Optional.empty();
    }

    /** Whether a text says that the disk takes no more, or nothing at all. */
    public static boolean isOfDisk(String text) {
        return DISK.stream().anyMatch(text::contains);
    }
}
