package dev.crmpulse.cli.stack;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.embedded.directory.DirectoryLock;
import dev.crmpulse.embedded.directory.FileFailure;
import dev.crmpulse.embedded.directory.Note;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything a run writes lies here, and one process at a time works in it. */
public final class DataDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    /** Kafka, Flink and ClickHouse write this much before the first event. */
    private static final long LEAST_FREE_BYTES = 64L << 20;

    /** A server that was kept for further questions and goes holds the directory for a moment. */
    private static final int ATTEMPTS = 5;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path root;
    private final DirectoryLock lock;

    private DataDirectory(Path root, DirectoryLock lock) {
        this.root = root;
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
            throw unusable(root, unusable);
        }
    }

    /** Takes part in looking at a directory, beside others that look; empty where a process has it for itself. */
    public static Optional<DirectoryLock> look(Path root) throws IOException {
        try {
            return DirectoryLock.shared(root.toAbsolutePath().normalize());
        } catch (FileSystemException unusable) {
            throw unusable(root, unusable);
        }
    }

    private static IOException unusable(Path root, FileSystemException unusable) {
        return new IOException(
                "data directory " + root + " cannot be written to ("
                        + FileFailure.reason(unusable)
                        + "): check its permissions and its disk, or choose another with --data-dir",
                unusable);
    }

    private static DataDirectory take(Path root) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        requireSpace(root, absolute);
        DirectoryLock lock = lock(absolute).orElseThrow(() -> inUse(root));
        Note.write(owner(absolute), Long.toString(ProcessHandle.current().pid()));
        DataDirectory directory = new DataDirectory(absolute, lock);
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

    private static Optional<DirectoryLock> lock(Path root) throws IOException {
        Optional<DirectoryLock> lock = DirectoryLock.exclusive(root);
        for (int attempt = 1; lock.isEmpty() && attempt < ATTEMPTS; attempt++) {
            pause();
            lock = DirectoryLock.exclusive(root);
        }
        return lock;
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the data directory was in use");
        }
    }

    /** Why it cannot be taken: the process that has it, where it has announced itself, else one that looks at it. */
    public static DirectoryInUseException inUse(Path root) {
        Path owner = owner(root.toAbsolutePath().normalize());
        String user = "a command that looks at it";
        try {
            // one that was killed has left its name
            String pid = Files.exists(owner) ? Files.readString(owner).strip() : "";
            if (pid.matches("\\d{1,18}")
                    && ProcessHandle.of(Long.parseLong(pid))
                            .filter(ProcessHandle::isAlive)
                            .isPresent()) {
                user = "process " + pid;
            }
        } catch (IOException gone) {
            LOG.debug("The owner of {} has just left it", root, gone);
        }
        return new DirectoryInUseException("data directory " + root + " is in use by " + user
                + ": wait for it to end, or choose another with --data-dir");
    }

    private static Path owner(Path root) {
        return root.resolve("owner.pid");
    }

    public Path root() {
        return root;
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    /** Announces to other processes where the broker over this directory is reached. */
    void announceKafka(KafkaEndpoint kafka) throws IOException {
        Note.write(kafkaAddress(root), kafka.bootstrapServers());
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
        Files.deleteIfExists(owner(root));
        lock.close();
    }
}
