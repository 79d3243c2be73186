package dev.crmpulse.cli.stack;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.embedded.clickhouse.engine.EngineLibrary;
import dev.crmpulse.embedded.clickhouse.engine.EngineMissingException;
import dev.crmpulse.embedded.flink.EmbeddedFlink;
import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.page.PageServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Kafka, Flink and ClickHouse over one data directory. */
public final class LocalStack implements AutoCloseable {
    private final ClickHouseProcess clickHouse;
    private final JobHost host;

    private LocalStack(ClickHouseProcess clickHouse, JobHost host) {
        this.clickHouse = clickHouse;
        this.host = host;
    }

    /**
     * What a stack is started with.
     *
     * @param webPort port where Flink shows jobs and metrics; 0 for any
     */
    public record Settings(
            int parallelism, StateBackend stateBackend, Duration checkpointInterval, int restartAttempts, int webPort) {
        /** Two cores, RocksDB, a checkpoint every ten seconds. */
        public static Settings ofReplay() {
            return new Settings(2, StateBackend.ROCKSDB, Duration.ofSeconds(10), 10, 0);
        }
    }

    /**
     * Starts all three at once.
     *
     * @throws DirectoryInUseException where another process works in the directory
     */
    public static LocalStack start(Path dataDirectory, Settings settings) throws IOException {
        return start(DataDirectory.open(dataDirectory), settings);
    }

    /** Starts all three at once in a directory that this process holds; the stack gives it back when it closes. */
    public static LocalStack start(DataDirectory directory, Settings settings) throws IOException {
        requireEngine(directory);
        CompletableFuture<ClickHouseProcess> clickHouse =
                Starting.begin(() -> ClickHouseProcess.start(directory.root()));
        CompletableFuture<JobHost> host = Starting.begin(() -> JobHost.start(directory, settings));
        try {
            return new LocalStack(clickHouse.join(), host.join());
        } catch (CompletionException failure) {
            Starting.close(host);
            Starting.close(clickHouse);
            directory.close();
            throw Starting.reason(failure);
        }
    }

    /** A missing engine is reported at once, not after Kafka and Flink have come up. */
    private static void requireEngine(DataDirectory directory) throws IOException {
        try {
            EngineLibrary.locate();
        } catch (EngineMissingException missing) {
            directory.close();
            throw missing;
        }
    }

    /** Kafka and Flink of this stack. */
    public JobHost host() {
        return host;
    }

    public DataDirectory directory() {
        return host.directory();
    }

    public ClickHouseProcess clickHouse() {
        return clickHouse;
    }

    public KafkaEndpoint kafka() {
        return host.kafka();
    }

    public EmbeddedFlink flink() {
        return host.flink();
    }

    /** Where jobs and queries reach ClickHouse. */
    public ClickHouseEndpoint endpoint() {
        return ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret());
    }

    /**
     * Serves the boards before this stack's ClickHouse, which is asked as anybody on this machine may.
     *
     * @param port 0 for any
     * @throws IOException where the port is in use
     */
    public PageServer servePage(int port) throws IOException {
        return PageServer.start(port, ProjectFiles.dashboards(), ClickHouseEndpoint.localReader(clickHouse.port()));
    }

    @Override
    public void close() throws IOException {
        try (DataDirectory directory = host.directory();
                clickHouse;
                host) {
            // all are closed, the directory last, whichever fails
        }
    }
}
