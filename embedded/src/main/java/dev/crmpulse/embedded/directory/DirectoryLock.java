package dev.crmpulse.embedded.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The lock of a data directory, held by one process alone or shared by those that look. The system gives it back when a
 * process ends, however it ends.
 */
public final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private DirectoryLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** For this process alone; empty where another one has it. */
    public static Optional<DirectoryLock> exclusive(Path root) throws IOException {
        return take(root, false);
    }

    /** Beside others that look; empty where a process has it alone. */
    public static Optional<DirectoryLock> shared(Path root) throws IOException {
        return take(root, true);
    }

    private static Optional<DirectoryLock> take(Path root, boolean shared) throws IOException {
        FileChannel channel = FileChannel.open(
                root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException heldInThisProcess) {
            // the same answer: somebody else has it
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? Optional.empty() : Optional.of(new DirectoryLock(channel, lock));
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
