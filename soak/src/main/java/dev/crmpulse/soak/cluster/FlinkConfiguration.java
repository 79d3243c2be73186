package dev.crmpulse.soak.cluster;

import dev.crmpulse.embedded.flink.RocksDbSettings;
import dev.crmpulse.embedded.port.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** What the {@code config.yaml} of a cluster says. */
final class FlinkConfiguration {
    private static final String LOOPBACK = "127.0.0.1";

    private FlinkConfiguration() {}

    /** A cluster on free ports of loopback, with RocksDB. */
    static Configuration of(ClusterDirectory directory, ClusterSettings settings) throws IOException {
        int[] ports = FreePorts.find(2);
        Configuration c = new Configuration();
        c.set(DeploymentOptions.TARGET, "remote");
        c.set(JobManagerOptions.ADDRESS, LOOPBACK);
        c.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        c.set(JobManagerOptions.PORT, ports[0]);
        c.set(JobManagerOptions.SCHEDULER, scheduler(settings));
        c.set(RestOptions.ADDRESS, LOOPBACK);
        c.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        c.set(RestOptions.PORT, ports[1]);
        c.set(RestOptions.BIND_PORT, Integer.toString(ports[1]));
        c.set(TaskManagerOptions.HOST, LOOPBACK);
        c.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        c.set(TaskManagerOptions.NUM_TASK_SLOTS, settings.slots());
        c.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(1400));
        c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128L * settings.slots()));
        c.set(CoreOptions.TMP_DIRS, directory.temporary().toString());
        c.set(PipelineOptions.OBJECT_REUSE, true);
        c.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        c.addAll(RocksDbSettings.configuration());
        c.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.checkpoints().toUri().toString());
        c.set(
                CheckpointingOptions.SAVEPOINT_DIRECTORY,
                directory.savepoints().toUri().toString());
        c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
        c.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        c.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 3);
        c.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        c.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        c.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
        // a process that was killed is to be missed soon
        c.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
        c.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(10));
        return c;
    }

    static void write(Configuration configuration, ClusterDirectory directory) throws IOException {
        Files.write(
                directory.flinkConfiguration().resolve("config.yaml"),
                ConfigurationUtils.convertConfigToWritableLines(configuration, true));
    }

    private static JobManagerOptions.SchedulerType scheduler(ClusterSettings settings) {
        return JobManagerOptions.SchedulerType.valueOf(settings.scheduling().flinkName());
    }
}
