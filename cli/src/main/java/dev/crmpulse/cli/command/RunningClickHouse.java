package dev.crmpulse.cli.command;

import dev.crmpulse.cli.stack.DataDirectory;
import dev.crmpulse.cli.stack.DirectoryInUseException;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.embedded.clickhouse.KeptClickHouse;
import dev.crmpulse.embedded.directory.DirectoryLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The ClickHouse of a data directory: the one that runs, else one started for as long as this is open, or longer. */
final class RunningClickHouse implements AutoCloseable {
    /** A command that has the directory for itself has its ClickHouse up within this time. */
    private static final Duration START = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(50);

    private final ClickHouseEndpoint endpoint;
    private final AutoCloseable started;

    private RunningClickHouse(ClickHouseEndpoint endpoint, AutoCloseable started) {
        this.endpoint = endpoint;
        this.started = started;
    }

    /** To look at: beside others that look, else with whoever has the directory for itself. */
    static RunningClickHouse of(Path dataDirectory) throws IOException, InterruptedException {
        return kept(dataDirectory, Duration.ZERO);
    }

    /**
     * To look at; where none runs, one is started that stays when this is closed.
     *
     * @param keep for how long after the last question; zero for not at all
     */
    static RunningClickHouse kept(Path dataDirectory, Duration keep) throws IOException, InterruptedException {
        requireData(dataDirectory);
        Path root = dataDirectory.toAbsolutePath().normalize();
        long giveUpNanos = System.nanoTime() + START.toNanos();
        while (true) {
            // whoever looks holds the directory first: a server that is kept does not go meanwhile
            Optional<DirectoryLock> look = DataDirectory.look(dataDirectory);
            Optional<RunningClickHouse> running = attach(root, () -> {
                if (look.isPresent()) {
                    look.get().close();
                }
            });
            if (running.isPresent()) {
                return running.get();
            }
            if (look.isPresent()) {
                return keep.isZero() ? alone(dataDirectory, look.get()) : keep(root, keep, look.get());
            }
            if (System.nanoTime() > giveUpNanos) {
                throw DataDirectory.inUse(dataDirectory);
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** To change: with whoever has the directory for itself, else alone. */
    static RunningClickHouse toChange(Path dataDirectory) throws IOException {
        requireData(dataDirectory);
        try {
            return own(DataDirectory.open(dataDirectory));
        } catch (DirectoryInUseException inUse) {
            return attach(dataDirectory.toAbsolutePath().normalize(), () -> {}).orElseThrow(() -> inUse);
        }
    }

    private static void requireData(Path dataDirectory) {
        if (!Files.isDirectory(dataDirectory.resolve("clickhouse"))) {
            throw new UsageException("there is no data in " + dataDirectory
                    + ": replay a file or run the demo first, or name another directory with --data-dir");
        }
    }

    private static Optional<RunningClickHouse> attach(Path root, AutoCloseable look) {
        return ClickHouseProcess.attach(root)
                .map(running ->
                        new RunningClickHouse(ClickHouseEndpoint.local(running.port(), running.secret()), look));
    }

    private static RunningClickHouse keep(Path root, Duration keep, DirectoryLock look) throws IOException {
        try {
            var kept = KeptClickHouse.start(root, keep);
            return new RunningClickHouse(ClickHouseEndpoint.local(kept.port(), kept.secret()), look);
        } catch (RuntimeException failure) {
            look.close();
            throw failure;
        }
    }

    private static RunningClickHouse alone(Path dataDirectory, DirectoryLock look) throws IOException {
        look.close();
        return own(DataDirectory.open(dataDirectory));
    }

    private static RunningClickHouse own(DataDirectory directory) throws IOException {
        try {
            ClickHouseProcess process = ClickHouseProcess.start(directory.root());
            return new RunningClickHouse(ClickHouseEndpoint.local(process.port(), process.secret()), () -> {
                try (directory;
                        process) {
                    // closes the process, then gives the directory back
                }
            });
        } catch (RuntimeException failure) {
            directory.close();
            throw failure;
        }
    }

    ClickHouseEndpoint endpoint() {
        return endpoint;
    }

    @Override
    public void close() throws IOException {
        try {
            started.close();
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }
}
