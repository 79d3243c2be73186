package dev.crmpulse.cli.command;

import dev.crmpulse.cli.stack.DataDirectory;
import dev.crmpulse.cli.stack.DirectoryInUseException;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.embedded.clickhouse.engine.EngineLibrary;
import dev.crmpulse.embedded.kafka.EmbeddedKafka;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Kafka and ClickHouse of a data directory: those that run, else ones started for as long as this is open. */
final class RunningStores implements AutoCloseable {
    private static final int EVENT_PARTITIONS = 3;

    private final KafkaEndpoint kafka;
    private final ClickHouseEndpoint clickHouse;
    private final AutoCloseable started;

    private RunningStores(KafkaEndpoint kafka, ClickHouseEndpoint clickHouse, AutoCloseable started) {
        this.kafka = kafka;
        this.clickHouse = clickHouse;
        this.started = started;
    }

    static RunningStores of(Path dataDirectory) throws Exception {
        Path root = dataDirectory.toAbsolutePath().normalize();
        DataDirectory directory;
        try {
            directory = DataDirectory.open(dataDirectory);
        } catch (DirectoryInUseException inUse) {
            Optional<KafkaEndpoint> kafka = DataDirectory.runningKafka(root);
            var running = ClickHouseProcess.attach(root);
            if (kafka.isEmpty() || running.isEmpty()) {
                throw inUse;
            }
            return new RunningStores(
                    kafka.get(),
                    ClickHouseEndpoint.local(running.get().port(), running.get().secret()),
                    () -> {});
        }
        EngineLibrary.locate();
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.kafka());
        ClickHouseProcess process = ClickHouseProcess.start(directory.root());
        ClickHouseEndpoint clickHouse = ClickHouseEndpoint.local(process.port(), process.secret());
        try (TopicAdmin topics = new TopicAdmin(KafkaEndpoint.of(kafka.bootstrapServers()))) {
            topics.createTopics(EVENT_PARTITIONS);
        }
        QueryRetry.of(clickHouse).call(connection -> new Migrations(connection, Metrics.ALL).apply());
        return new RunningStores(KafkaEndpoint.of(kafka.bootstrapServers()), clickHouse, () -> {
            try (directory;
                    kafka;
                    process) {
                // closes both, then gives the directory back
            }
        });
    }

    KafkaEndpoint kafka() {
        return kafka;
    }

    ClickHouseEndpoint clickHouse() {
        return clickHouse;
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
