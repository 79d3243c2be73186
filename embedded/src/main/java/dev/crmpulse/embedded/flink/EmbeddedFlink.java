package dev.crmpulse.embedded.flink;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.prometheus.LoopbackPrometheusReporterFactory;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster in this process, on loopback alone. Its REST interface shows jobs and metrics to this machine and takes no
 * orders: see {@link ReadOnlyRestHandler}.
 */
public final class EmbeddedFlink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);

    private static final String LOOPBACK = "127.0.0.1";

    /** One that has just been started is not known at once. */
    private static final Duration LOST_AFTER = Duration.ofSeconds(5);

    private final MiniCluster cluster;
    private final Configuration configuration;
    private int taskManager;
    private Optional<Instant> lostSince = Optional.empty();

    private EmbeddedFlink(MiniCluster cluster, Configuration configuration) {
        this.cluster = cluster;
        this.configuration = configuration;
    }

    /**
     * Starts a cluster.
     *
     * @param settings see {@link FlinkSettings}
     */
    public static EmbeddedFlink start(FlinkSettings settings) throws Exception {
        return start(settings, Map.of());
    }

    /**
     * Starts a cluster with options of Flink's own.
     *
     * @param options by their names, such as a reporter of metrics
     */
    public static EmbeddedFlink start(FlinkSettings settings, Map<String, String> options) throws Exception {
        Configuration configuration = configuration(settings);
        options.forEach(configuration::setString);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.parallelism())
                .build());
        cluster.start();
        return new EmbeddedFlink(cluster, configuration);
    }

    /** An environment whose jobs run here. */
    public StreamExecutionEnvironment environment() {
        return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    }

    /** Address of the REST interface, which shows jobs and metrics. */
    public URI webAddress() throws ExecutionException, InterruptedException {
        return cluster.getRestAddress().get();
    }

    /** What happens to parts of a state that no operator of the job takes. */
    public enum Unclaimed {
        /** The job is not started. */
        REFUSED,
        /** They are let go. */
        DROPPED
    }

    /**
     * Submits the job laid out in the environment.
     *
     * @param savepoint where to go on from; empty for an empty state
     */
    public JobID submit(StreamExecutionEnvironment environment, String name, Optional<Path> savepoint)
            throws ExecutionException, InterruptedException {
        return submit(environment, name, savepoint, Unclaimed.REFUSED);
    }

    public JobID submit(
            StreamExecutionEnvironment environment, String name, Optional<Path> savepoint, Unclaimed unclaimed)
            throws ExecutionException, InterruptedException {
        StreamGraph streams = environment.getStreamGraph();
        streams.setJobName(name);
        JobGraph graph = streams.getJobGraph();
        savepoint.ifPresent(path -> graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(path.toUri().toString(), unclaimed == Unclaimed.DROPPED)));
        return cluster.submitJob(graph).get().getJobID();
    }

    /** Takes a checkpoint now; it completes with the future. */
    public CompletableFuture<Long> checkpoint(JobID job) {
        return cluster.triggerCheckpoint(job, CheckpointType.CONFIGURED);
    }

    /** Stops the job in order, without ending its time, and returns where its state lies. */
    public Path stop(JobID job, Path savepointDirectory) throws ExecutionException, InterruptedException {
        String path = cluster.stopWithSavepoint(
                        job, savepointDirectory.toUri().toString(), false, SavepointFormatType.CANONICAL)
                .get();
        return Path.of(URI.create(path));
    }

    /** Waits for the end of a bounded job and returns how it ended. */
    public JobStatus result(JobID job) throws ExecutionException, InterruptedException {
        return cluster.requestJobResult(job).get().getJobStatus().orElse(JobStatus.SUSPENDED);
    }

    public JobStatus status(JobID job) throws ExecutionException, InterruptedException {
        return cluster.getJobStatus(job).get();
    }

    /** Why the job failed; empty while it has not. */
    public Optional<Throwable> failure(JobID job) throws ExecutionException, InterruptedException {
        return Optional.ofNullable(cluster.getExecutionGraph(job).get().getFailureInfo())
                .map(info -> info.getException().deserializeError(EmbeddedFlink.class.getClassLoader()));
    }

    /** Whether all tasks of the job run now. */
    public boolean allTasksRun(JobID job) throws ExecutionException, InterruptedException {
        boolean any = false;
        for (AccessExecutionVertex task : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
            any = true;
        }
        return any;
    }

    /** How often tasks of the job were started again, all added up: it rises with every failure. */
    public long starts(JobID job) throws ExecutionException, InterruptedException {
        long starts = 0;
        for (AccessExecutionVertex task : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
            starts += task.getCurrentExecutionAttempt().getAttemptNumber();
        }
        return starts;
    }

    /** Kills the task manager with all that runs on it and starts another, as a lost machine would be replaced. */
    public synchronized void replaceTaskManager() throws Exception {
        killTaskManager();
        startTaskManager();
    }

    /** Kills the task manager with all that runs on it; another is started by {@link #keepTaskManager} alone. */
    public synchronized void killTaskManager() throws ExecutionException, InterruptedException {
        // the cluster keeps the dead ones in its list
        cluster.terminateTaskManager(taskManager).get();
    }

    /**
     * Starts another task manager where the one that was there has been lost for a while: a task that cannot be closed in
     * order, such as a Kafka transaction while the brokers are away, ends its task manager, and jobs would wait for ever.
     */
    public synchronized void keepTaskManager() throws ExecutionException, InterruptedException, IOException {
        if (cluster.requestClusterOverview().get().getNumTaskManagersConnected() > 0) {
            lostSince = Optional.empty();
        } else if (lostSince.isEmpty()) {
            lostSince = Optional.of(Instant.now());
        } else if (Instant.now().isAfter(lostSince.get().plus(LOST_AFTER))) {
            LOG.warn("the task manager was lost: another one is started");
            startTaskManager();
            lostSince = Optional.empty();
        }
    }

    private void startTaskManager() throws IOException {
        try {
            cluster.startTaskManager();
        } catch (Exception failure) {
            throw new IOException("no task manager could be started: " + failure.getMessage(), failure);
        }
        taskManager++;
    }

    @Override
    public void close() throws IOException {
        try {
            cluster.close();
        } catch (Exception failure) {
            throw new IOException("the embedded Flink cluster did not stop in order", failure);
        }
    }

    private static Configuration configuration(FlinkSettings settings) {
        Configuration c = new Configuration();
        c.set(CoreOptions.DEFAULT_PARALLELISM, settings.parallelism());
        c.set(PipelineOptions.OBJECT_REUSE, true);
        c.set(StateBackendOptions.STATE_BACKEND, settings.stateBackend().flinkName());
        c.addAll(RocksDbSettings.configuration());
        c.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                settings.checkpoints().toUri().toString());
        c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
        c.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(15));
        c.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        c.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 3);
        c.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        c.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, settings.restartAttempts());
        c.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(500));
        c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        c.set(CoreOptions.TMP_DIRS, settings.temporary().toString());
        if (settings.metricsPort() != 0) {
            c.setString("metrics.reporter.prometheus.factory.class", LoopbackPrometheusReporterFactory.class.getName());
            c.setString("metrics.reporter.prometheus.port", Integer.toString(settings.metricsPort()));
        }
        bindToLoopback(c);
        c.set(RestOptions.BIND_PORT, Integer.toString(settings.webPort()));
        c.set(ReadOnlyRest.ENABLED, true);
        c.set(WebOptions.SUBMIT_ENABLE, false);
        c.set(WebOptions.CANCEL_ENABLE, false);
        return c;
    }

    /** REST interface, RPC, task data and the blob server, which goes by the host of the job manager. */
    private static void bindToLoopback(Configuration c) {
        c.set(RestOptions.ADDRESS, LOOPBACK);
        c.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        c.set(JobManagerOptions.ADDRESS, LOOPBACK);
        c.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        c.set(TaskManagerOptions.HOST, LOOPBACK);
        c.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    }
}
