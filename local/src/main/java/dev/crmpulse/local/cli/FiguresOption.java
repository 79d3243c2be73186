package dev.crmpulse.local.cli;

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

    /** What is done with the figures. */
    interface Use<T> {
        T of(Connection figures) throws SQLException, IOException;
    }

    <T> T use(Use<T> use) throws SQLException, IOException {
        if (config != null) {
            try (Connection connection =
                    ConfigFile.read(config).requireClickHouse().connect()) {
                return use.of(connection);
            }
        }
        try (RunningClickHouse clickHouse = RunningClickHouse.of(dataDir.path());
                Connection connection = clickHouse.endpoint().connect()) {
            return use.of(connection);
        }
    }
}
