package dev.crmpulse.local.stack;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.local.clickhouse.ClickHouseProcess;
import dev.crmpulse.local.flink.EmbeddedFlink;
import dev.crmpulse.local.flink.FlinkSettings;
import dev.crmpulse.local.flink.StateBackend;
import dev.crmpulse.local.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Kafka, Flink and ClickHouse over one data directory. */
public final class LocalStack implements AutoCloseable {
    private final DataDirectory directory;
    private final ClickHouseProcess clickHouse;
    private final EmbeddedKafka kafka;
    private final EmbeddedFlink flink;

    private LocalStack(
            DataDirectory directory, ClickHouseProcess clickHouse, EmbeddedKafka kafka, EmbeddedFlink flink) {
        this.directory = directory;
        this.clickHouse = clickHouse;
        this.kafka = kafka;
        this.flink = flink;
    }

    /**
     * What a stack is started with.
     *
     * @param webPort port of Flink's web page; 0 for any
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
        CompletableFuture<ClickHouseProcess> clickHouse = async(() -> ClickHouseProcess.start(directory.root()));
        CompletableFuture<EmbeddedKafka> kafka = async(() -> EmbeddedKafka.start(directory.kafka()));
        CompletableFuture<EmbeddedFlink> flink = async(() -> EmbeddedFlink.start(new FlinkSettings(
                settings.parallelism(),
                settings.stateBackend(),
                settings.checkpointInterval(),
                settings.restartAttempts(),
                settings.webPort(),
                0,
                directory.checkpoints(),
                directory.temporary())));
        try {
            LocalStack stack = new LocalStack(directory, clickHouse.join(), kafka.join(), flink.join());
            directory.announceKafka(stack.kafka.endpoint());
            return stack;
        } catch (CompletionException failure) {
            var clickHouseClosed = clickHouse.thenAccept(ClickHouseProcess::close);
            var kafkaClosed = kafka.thenAccept(EmbeddedKafka::close);
            var flinkClosed = flink.thenAccept(LocalStack::closeQuietly);
            CompletableFuture.allOf(clickHouseClosed, kafkaClosed, flinkClosed)
                    .handle((closed, neverStarted) -> null)
                    .join();
            directory.close();
            if (failure.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IOException(failure.getCause().getMessage(), failure.getCause());
        }
    }

    public DataDirectory directory() {
        return directory;
    }

    public ClickHouseProcess clickHouse() {
        return clickHouse;
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public EmbeddedFlink flink() {
        return flink;
    }

    /** Where jobs and queries reach ClickHouse. */
    public ClickHouseEndpoint endpoint() {
        return ClickHouseEndpoint.local(clickHouse.port());
    }

    @Override
    public void close() throws IOException {
        directory.withdrawKafka();
        try (directory;
                clickHouse;
                kafka;
                flink) {
            // all are closed, the last one started first, whichever fails
        }
    }

    private static void closeQuietly(EmbeddedFlink flink) {
        try {
            flink.close();
        } catch (IOException failure) {
            throw new CompletionException(failure);
        }
    }

    private static <T> CompletableFuture<T> async(Callable<T> start) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return start.call();
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new CompletionException(failure);
            }
        });
    }
}
