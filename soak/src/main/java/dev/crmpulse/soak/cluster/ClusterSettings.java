package dev.crmpulse.soak.cluster;

import java.time.Duration;

/**
 * What a Flink cluster is started with.
 *
 * @param taskManagers processes that run tasks
 * @param slots of each of them: the most subtasks of one job it takes
 */
public record ClusterSettings(int taskManagers, int slots, Scheduling scheduling, Duration checkpointInterval) {
    /** How a job finds its slots. */
    public enum Scheduling {
        /** It waits until there are as many as it was submitted with. */
        FIXED("Default"),
        /** It takes what is there. */
        ADAPTIVE("Adaptive");

        private final String flinkName;

        Scheduling(String flinkName) {
            this.flinkName = flinkName;
        }

        String flinkName() {
            return flinkName;
        }
    }
}
