package dev.crmpulse.soak.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a cluster's processes write, and where they find what they are started with. */
public record ClusterDirectory(Path root) {
    public ClusterDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** Makes what is missing. */
    ClusterDirectory create() throws IOException {
        for (Path directory : new Path[] {flinkConfiguration(), logs(), checkpoints(), savepoints(), temporary()}) {
            Files.createDirectories(directory);
        }
        return this;
    }

    /** What Flink calls its configuration directory. */
    Path flinkConfiguration() {
        return root.resolve("conf");
    }

    /** A log for each process, and what it wrote to the terminal. */
    public Path logs() {
        return root.resolve("log");
    }

    /** Checkpoints by job; the last of a job that was killed stays. */
    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    public Path savepoints() {
        return root.resolve("savepoints");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    /** What a job is given by {@code --config}. */
    Path jobConfiguration() {
        return root.resolve("crm-pulse.yaml");
    }
}
