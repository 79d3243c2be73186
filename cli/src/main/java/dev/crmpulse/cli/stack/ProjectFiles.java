package dev.crmpulse.cli.stack;

import java.nio.file.Path;

/** Where the files that come with the project lie. */
public final class ProjectFiles {
    private ProjectFiles() {}

    /** The project's directory: what the start script and the build say, else the current one. */
    public static Path root() {
        return Path.of(System.getProperty("crmpulse.root", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** Dashboard files and Grafana's provisioning, in a checkout and in the distribution. */
    public static Path dashboards() {
        return root().resolve("dashboards");
    }
}
