package dev.crmpulse.embedded.flink;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What an embedded cluster is started with.
 *
 * @param webPort port of the web page; 0 for any
 * @param metricsPort port at which Prometheus is answered; 0 for none
 * @param restartAttempts how often a failing job is started again before it fails for good
 */
public record FlinkSettings(
        int parallelism,
        StateBackend stateBackend,
        Duration checkpointInterval,
        int restartAttempts,
        int webPort,
        int metricsPort,
        Path checkpoints,
        Path temporary) {}
