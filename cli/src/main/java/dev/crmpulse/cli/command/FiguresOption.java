package dev.crmpulse.cli.command;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.jobs.config.ConfigFile;
import java.nio.file.Path;
import java.sql.Connection;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose figures a command looks at: those of a data directory, or those in somebody's own ClickHouse. */
final class FiguresOption {
    @Option(
            names = "--config",
            paramLabel = "F",
            description = "look at the ClickHouse of this file instead, such as deploy/config/crm-pulse.yaml")
    private Path config;

    @Mixin
    private DataDirOption dataDir;

    /** What is done with the figures, or with the ClickHouse that holds them. */
    interface Use<S, T> {
        T of(S figures) throws Exception;
    }

    /** Does something that may be done again: where ClickHouse dies, it is. */
    <T> T use(Use<Connection, T> use) throws Exception {
        return useEndpoint(endpoint -> QueryRetry.of(endpoint).call(use::of));
    }

    <T> T useEndpoint(Use<ClickHouseEndpoint, T> use) throws Exception {
        if (config != null) {
            return use.of(QueryRetry.ofAnswering(ConfigFile.read(config).requireClickHouse())
                    .endpoint());
        }
        try (RunningClickHouse clickHouse = RunningClickHouse.of(dataDir.path())) {
            return use.of(clickHouse.endpoint());
        }
    }
}
