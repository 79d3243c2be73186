package dev.crmpulse.local.cli;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.local.clickhouse.ClickHouseProcess;
import dev.crmpulse.local.stack.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ClickHouse of a data directory: the one that runs, else one started for as long as this is open. */
final class RunningClickHouse implements AutoCloseable {
    private final ClickHouseEndpoint endpoint;
    private final AutoCloseable started;

    private RunningClickHouse(ClickHouseEndpoint endpoint, AutoCloseable started) {
        this.endpoint = endpoint;
        this.started = started;
    }

    static RunningClickHouse of(Path dataDirectory) throws IOException {
        if (!Files.isDirectory(dataDirectory.resolve("clickhouse"))) {
            throw new UsageException("there is no data in " + dataDirectory
                    + ": replay a file or run the demo first, or name another directory with --data-dir");
        }
        var running = ClickHouseProcess.attach(dataDirectory.toAbsolutePath().normalize());
        if (running.isPresent()) {
            return new RunningClickHouse(
                    ClickHouseEndpoint.local(running.get().port(), running.get().secret()), () -> {});
        }
        DataDirectory directory = DataDirectory.open(dataDirectory);
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
