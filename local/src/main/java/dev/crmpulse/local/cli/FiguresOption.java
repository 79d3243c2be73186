package dev.crmpulse.local.cli;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.jobs.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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
        T of(S figures) throws SQLException, IOException;
    }

    <T> T use(Use<Connection, T> use) throws SQLException, IOException, InterruptedException {
        return useEndpoint(endpoint -> {
            try (Connection connection = endpoint.connect()) {
                return use.of(connection);
            }
        });
    }

    <T> T useEndpoint(Use<ClickHouseEndpoint, T> use) throws SQLException, IOException, InterruptedException {
        if (config != null) {
            return use.of(ConfigFile.read(config).requireClickHouse());
        }
        try (RunningClickHouse clickHouse = RunningClickHouse.of(dataDir.path())) {
            return use.of(clickHouse.endpoint());
        }
    }
}
