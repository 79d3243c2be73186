package dev.crmpulse.cli.stack;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.embedded.flink.EmbeddedFlink;
import dev.crmpulse.embedded.flink.FlinkSettings;
import dev.crmpulse.embedded.kafka.EmbeddedKafka;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Kafka and Flink over one data directory: all that a replay needs besides a ClickHouse to write to. */
public final class JobHost implements AutoCloseable {
    private final DataDirectory directory;
    private final EmbeddedKafka kafka;
    private final EmbeddedFlink flink;

    private JobHost(DataDirectory directory, EmbeddedKafka kafka, EmbeddedFlink flink) {
        this.directory = directory;
        this.kafka = kafka;
        this.flink = flink;
    }

    /** Starts both at once in a directory that this process holds. */
    public static JobHost start(DataDirectory directory, LocalStack.Settings settings) throws IOException {
        CompletableFuture<EmbeddedKafka> kafka = Starting.begin(() -> EmbeddedKafka.start(directory.kafka()));
        CompletableFuture<EmbeddedFlink> flink = Starting.begin(() -> EmbeddedFlink.start(new FlinkSettings(
                settings.parallelism(),
                settings.stateBackend(),
                settings.checkpointInterval(),
                settings.restartAttempts(),
                settings.webPort(),
                0,
                directory.checkpoints(),
                directory.temporary())));
        try {
            JobHost host = new JobHost(directory, kafka.join(), flink.join());
            directory.announceKafka(host.kafka());
            return host;
        } catch (CompletionException failure) {
            Starting.close(kafka);
            Starting.close(flink);
            throw Starting.reason(failure);
        }
    }

    public DataDirectory directory() {
        return directory;
    }

    public KafkaEndpoint kafka() {
        return KafkaEndpoint.of(kafka.bootstrapServers());
    }

    public EmbeddedFlink flink() {
        return flink;
    }

    @Override
    public void close() throws IOException {
        directory.withdrawKafka();
        try (kafka;
                flink) {
            // both are closed, Flink first, whichever fails
        }
    }
}
