package dev.crmpulse.cli.command;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.clickhouse.TableGuard;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.jobs.config.ConfigFile;
import dev.crmpulse.jobs.live.ClickHouseErrors;
import dev.crmpulse.jobs.live.KafkaErrors;
import dev.crmpulse.jobs.table.Tables;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a ClickHouse to the shape this release writes. */
@Command(
        name = "migrate",
        description =
                "Create or upgrade tables and views; refuses a database that was changed by hand or by a newer release.")
final class MigrateCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "F",
            description = "file that says where Kafka and ClickHouse are, such as deploy/config/crm-pulse.yaml")
    private Path config;

    @Option(
            names = "--topics",
            paramLabel = "PARTITIONS",
            arity = "0..1",
            fallbackValue = "12",
            description = "create missing topics too, that of events with so many partitions (default: 12)")
    private int topicPartitions;

    @Mixin
    private DataDirOption dataDir;

    @Override
    public Integer call() throws Exception {
        if (config != null) {
            ConfigFile file = ConfigFile.read(config);
            migrate(file.requireClickHouse(), QueryRetry::ofAnswering);
            if (topicPartitions > 0) {
                createTopics(file.requireKafka());
            }
        } else {
            try (RunningClickHouse clickHouse = RunningClickHouse.toChange(dataDir.path())) {
                migrate(clickHouse.endpoint(), QueryRetry::of);
            }
        }
        return ExitCode.OK;
    }

    private void createTopics(KafkaEndpoint kafka) throws Exception {
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            topics.createTopics(topicPartitions);
            System.out.println("topics are there: " + String.join(", ", TopicAdmin.ALL));
        } catch (KafkaException unusable) {
            throw KafkaErrors.of(kafka, unusable);
        } catch (ExecutionException failure) {
            throw KafkaErrors.of(kafka, failure.getCause());
        }
    }

    /** How long is waited for a ClickHouse: one of somebody's own may have been named wrongly. */
    private interface PendingReply {
        QueryRetry of(ClickHouseEndpoint endpoint) throws SQLException;
    }

    private static void migrate(ClickHouseEndpoint endpoint, PendingReply wait) throws Exception {
        // what was applied before a kill counts too
        Set<String> applied = new LinkedHashSet<>();
        try {
            wait.of(endpoint).call(connection -> {
                Migrations migrations = new Migrations(connection, Metrics.ALL);
                applied.addAll(migrations.pending());
                applied.addAll(migrations.apply());
                new TableGuard(connection).check(Tables.ALL);
                return applied;
            });
        } catch (SQLException failure) {
            throw ClickHouseErrors.of(endpoint, failure);
        }
        applied.forEach(name -> System.out.println("applied " + name));
        System.out.println(applied.isEmpty() ? "nothing to do: " + endpoint + " is up to date" : "done: " + endpoint);
    }
}
