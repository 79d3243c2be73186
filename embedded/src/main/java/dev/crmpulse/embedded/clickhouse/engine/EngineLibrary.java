package dev.crmpulse.embedded.clickhouse.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the engine's shared library: the one named by {@code CRM_PULSE_CHDB_LIB}, else the installed one. */
public final class EngineLibrary {
    /** System property or environment variable that names another library file. */
    public static final String OVERRIDE = "CRM_PULSE_CHDB_LIB";

    /** System property that holds the project's root directory. */
    public static final String PROJECT_ROOT = "crmpulse.root";

    private static final String ENGINE = "embedded/engine";
    private static final String PACKAGES = ENGINE + "/node_modules/@chdb";

    private EngineLibrary() {}

    /**
     * The library to load, as an absolute path.
     *
     * @throws EngineMissingException with one line that says what to run
     */
    public static Path locate() {
        Optional<String> override = Optional.ofNullable(System.getProperty(OVERRIDE))
                .or(() -> Optional.ofNullable(System.getenv(OVERRIDE)))
                .filter(path -> !path.isBlank());
        Path root = Path.of(System.getProperty(PROJECT_ROOT, "."));
        return locate(override, root);
    }

    static Path locate(Optional<String> override, Path projectRoot) {
        if (override.isPresent()) {
            Path library = Path.of(override.get()).toAbsolutePath().normalize();
            if (!Files.isRegularFile(library)) {
                throw new EngineMissingException("No ClickHouse engine at " + library + ": " + OVERRIDE
                        + " must name a libchdb file, or be unset to use the installed one.");
            }
            return library;
        }
        Path packages = projectRoot.resolve(PACKAGES).toAbsolutePath().normalize();
        return installedIn(packages).orElseThrow(() -> missing(projectRoot, packages));
    }

    /** A checkout installs the engine by itself; a distribution comes without it. */
    private static EngineMissingException missing(Path projectRoot, Path packages) {
        return Files.isDirectory(projectRoot.resolve(ENGINE))
                ? new EngineMissingException("No ClickHouse engine in " + packages
                        + ": run ./crm-pulse or mvn verify in the project, both install it.")
                : new EngineMissingException(
                        "The ClickHouse engine for commands on a data directory is not installed: set "
                                + OVERRIDE + " to the libchdb.so of the npm package @chdb/lib-linux-x64-gnu,"
                                + " or use a ClickHouse of your own with --config.");
    }

    private static Optional<Path> installedIn(Path packages) {
        if (!Files.isDirectory(packages)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(packages, 2)) {
            return files.filter(EngineLibrary::isLibrary).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + packages, e);
        }
    }

    private static boolean isLibrary(Path file) {
        String name = file.getFileName().toString();
        return name.equals("libchdb.so") || name.equals("libchdb.dylib");
    }
}
