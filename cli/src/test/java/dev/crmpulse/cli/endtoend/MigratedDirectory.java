package dev.crmpulse.cli.endtoend;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Data directories whose tables and views are there already: made once by the real migrations, then copied, since each test
 * that begins with an empty ClickHouse would wait seconds for them.
 */
final class MigratedDirectory {
    private static final String DATABASE = "clickhouse";
    private static final MigratedDirectory MADE = new MigratedDirectory();

    private Path template;

    private MigratedDirectory() {}

    /** Fills a directory, unless it holds a ClickHouse already. */
    static Path fill(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(DATABASE))) {
            copyDatabase(MADE.template(), directory);
        }
        return directory;
    }

    /** Copies the ClickHouse of a data directory, which nobody writes to meanwhile, to another. */
    static void copyDatabase(Path directory, Path to) throws IOException {
        Path from = directory.resolve(DATABASE);
        Files.createDirectories(to);
        try (Stream<Path> found = Files.walk(from)) {
            List<Path> paths = found.toList();
            for (Path path : paths) {
                Files.copy(path, to.resolve(DATABASE).resolve(from.relativize(path)), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private synchronized Path template() throws IOException {
        if (template == null) {
            Path made = Files.createTempDirectory("migrated");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtils.deleteQuietly(made.toFile())));
            try (ClickHouseProcess clickHouse = ClickHouseProcess.start(made);
                    Connection connection = ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret())
                            .connect()) {
                new Migrations(connection, Metrics.ALL).apply();
            } catch (Exception failure) {
                throw new IOException("no ClickHouse could be migrated", failure);
            }
            template = made;
        }
        return template;
    }
}
