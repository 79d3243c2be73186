package dev.crmpulse.embedded.clickhouse;

import dev.crmpulse.embedded.directory.Note;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;

/** A data directory as the server uses it: engine data, log, and the files that announce a running server. */
final class ServerDirectory {
    private static final int NO_PORT = 0;

    private final Path root;

    ServerDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    Path engineData() {
        return root.resolve("clickhouse");
    }

    /**
     * The engine's own configuration: the one that somebody has put there, such as one that grants its one user less than
     * everything, else ours.
     */
    Path engineConfiguration() throws IOException {
        Path given = root.resolve("clickhouse.xml");
        return Files.exists(given) ? given : EngineRoles.write(root.resolve("clickhouse.access"));
    }

    /** What the processes that work in this directory know, and nobody else on the machine: made by the first of them. */
    String secret() throws IOException {
        return SecretFile.of(root.resolve("clickhouse.secret")).read();
    }

    Path log() {
        return root.resolve("log").resolve("clickhouse.log");
    }

    private Path portFile() {
        return root.resolve("clickhouse.port");
    }

    private Path pidFile() {
        return root.resolve("clickhouse.pid");
    }

    void create() throws IOException {
        Files.createDirectories(engineData());
        Files.createDirectories(log().getParent());
    }

    /** Keeps every other server out until this process ends, however it ends; empty if another one is in. */
    Optional<FileLock> lock() throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("clickhouse.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(lock);
            }
        } catch (OverlappingFileLockException e) {
            // Held by a server in this very process: the same answer.
        }
        channel.close();
        return Optional.empty();
    }

    /** Announces that a server answers; the pid comes last, so who sees it finds the port. */
    void announce(int port, long pid) throws IOException {
        Note.write(portFile(), port + "\n");
        Note.write(pidFile(), pid + "\n");
    }

    /** Whether the process says that it answers. */
    boolean isAnnounced(long pid) throws IOException {
        return readNumber(pidFile()).equals(OptionalLong.of(pid));
    }

    /** Takes back what a process has announced, if no other has announced anything since. */
    void withdrawAnnouncement(long pid) throws IOException {
        if (isAnnounced(pid)) {
            forgetAnnouncement();
        }
    }

    /** Whichever process announced itself: a dead server's files are no server. */
    void forgetAnnouncement() throws IOException {
        Files.deleteIfExists(pidFile());
        Files.deleteIfExists(portFile());
    }

    /** The announced server, which may have died since. */
    Optional<ClickHouseEndpoint> announced(String host) throws IOException {
        OptionalLong pid = readNumber(pidFile());
        OptionalLong port = readNumber(portFile());
        return pid.isPresent() && port.orElse(NO_PORT) != NO_PORT
                ? Optional.of(new ClickHouseEndpoint(host, (int) port.getAsLong(), pid.getAsLong(), secret()))
                : Optional.empty();
    }

    private static OptionalLong readNumber(Path file) throws IOException {
        try {
            String text = Files.readString(file).strip();
            return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }
}
