package dev.crmpulse.metrics.catalogue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the project, wherever within it a test runs. */
public final class ProjectFiles {
    private ProjectFiles() {}

    /** A file by its path from the project's root: the nearest directory around the working directory that has the catalogue. */
    public static Path at(String path) {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("metrics/src/main/catalogue"))) {
            directory = directory.getParent();
        }
        return directory.resolve(path);
    }
}
