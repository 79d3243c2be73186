package dev.crmpulse.soak.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code flink run} is asked to run.
 *
 * @param from savepoint or checkpoint to go on from; empty for an empty state
 * @param arguments of the program in the jar
 */
public record Submission(Path jar, int parallelism, Optional<Path> from, List<String> arguments) {
    public Submission {
        arguments = List.copyOf(arguments);
    }
}
