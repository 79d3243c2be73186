package dev.crmpulse.local.stack;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Everything a run writes lies here, and one process at a time works in it. */
public final class DataDirectory implements AutoCloseable {
    /** Kafka, Flink and ClickHouse write this much before the first event. */
    private static final long LEAST_FREE_BYTES = 64L << 20;

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the directory for this process, making it where it is missing.
     *
     * @throws DirectoryInUseException where another process has it
     */
    public static DataDirectory open(Path root) throws IOException {
        try {
            return take(root);
        } catch (FileSystemException unusable) {
            throw new IOException(
                    "data directory " + root + " cannot be written to ("
                            + (unusable.getReason() == null
                                    ? unusable.getClass().getSimpleName()
                                    : unusable.getReason())
                            + "): check its permissions and its disk, or choose another with --data-dir",
                    unusable);
        }
    }

    private static DataDirectory take(Path root) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        requireSpace(root, absolute);
        Path owner = absolute.resolve("owner.pid");
        FileChannel channel =
                FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            String pid = Files.exists(owner)
                    ? " by process " + Files.readString(owner).strip()
                    : "";
            throw new DirectoryInUseException("data directory " + root + " is in use" + pid
                    + ": wait for it to end, or choose another with --data-dir");
        }
        Files.writeString(owner, Long.toString(ProcessHandle.current().pid()), StandardCharsets.UTF_8);
        DataDirectory directory = new DataDirectory(absolute, channel, lock);
        Files.createDirectories(directory.temporary());
        Files.createDirectories(directory.state());
        Files.createDirectories(directory.checkpoints());
        return directory;
    }

    /** A disk that is all but full fails each server in a way of its own, when it has started. */
    private static void requireSpace(Path root, Path absolute) throws IOException {
        long free = Files.getFileStore(absolute).getUsableSpace();
        if (free < LEAST_FREE_BYTES) {
            throw new IOException("data directory " + root + " lies on a disk with " + (free >> 20) + " MB free, and "
                    + (LEAST_FREE_BYTES >> 20) + " MB are the least: make room, or choose another with --data-dir");
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    public Path root() {
        return root;
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    /** Tells other processes where the broker over this directory is reached. */
    void announceKafka(KafkaEndpoint kafka) throws IOException {
        Files.writeString(kafkaAddress(root), kafka.bootstrapServers(), StandardCharsets.UTF_8);
    }

    /** Takes the announcement back. */
    void withdrawKafka() throws IOException {
        Files.deleteIfExists(kafkaAddress(root));
    }

    /** Where the broker of a running stack is reached; empty where none is announced. */
    public static Optional<KafkaEndpoint> runningKafka(Path root) throws IOException {
        Path address = kafkaAddress(root);
        return Files.exists(address)
                ? Optional.of(KafkaEndpoint.of(
                        Files.readString(address, StandardCharsets.UTF_8).strip()))
                : Optional.empty();
    }

    private static Path kafkaAddress(Path root) {
        return root.resolve("kafka.address");
    }

    public Path state() {
        return root.resolve("state");
    }

    public Path checkpoints() {
        return state().resolve("checkpoints");
    }

    public Path temporary() {
        return root.resolve("tmp");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(root.resolve("owner.pid"));
        lock.release();
        channel.close();
    }
}
