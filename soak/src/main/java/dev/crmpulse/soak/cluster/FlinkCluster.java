package dev.crmpulse.soak.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;

/** A standalone Flink cluster without high availability: a JobManager and TaskManagers, each a process. */
public final class FlinkCluster implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration COMMAND_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;
    private static final Pattern SUBMITTED = Pattern.compile("Job has been submitted with JobID ([0-9a-f]{32})");
    private static final Pattern CAUSE = Pattern.compile("(?m)^(?:Caused by: )?[\\w.$]+(?:Exception|Error): (.+)$");

    private final ClusterDirectory directory;
    private final FlinkProcesses processes;
    private final RestClusterClient<StandaloneClusterId> client;
    private final List<JavaProcess> taskManagers = new ArrayList<>();
    private JavaProcess jobManager;
    private int commands;
    private int taskManagersStarted;

    private FlinkCluster(
            ClusterDirectory directory, FlinkProcesses processes, RestClusterClient<StandaloneClusterId> client) {
        this.directory = directory;
        this.processes = processes;
        this.client = client;
    }

    /** Starts all processes and waits until the TaskManagers have registered. */
    public static FlinkCluster start(ClusterDirectory directory, ClusterSettings settings)
            throws IOException, InterruptedException {
        directory.create();
        Configuration configuration = FlinkConfiguration.of(directory, settings);
        FlinkConfiguration.write(configuration, directory);
        FlinkCluster cluster =
                new FlinkCluster(directory, new FlinkProcesses(directory, configuration), client(configuration));
        try {
            cluster.startJobManager();
            for (int i = 0; i < settings.taskManagers(); i++) {
                cluster.startTaskManager();
            }
            cluster.awaitTaskManagers();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    private static RestClusterClient<StandaloneClusterId> client(Configuration configuration) throws IOException {
        Configuration impatient = new Configuration(configuration);
        impatient.set(RestOptions.RETRY_MAX_ATTEMPTS, 2);
        impatient.set(RestOptions.RETRY_DELAY, Duration.ofMillis(POLL_MILLIS));
        try {
            return new RestClusterClient<>(impatient, StandaloneClusterId.getInstance());
        } catch (Exception failure) {
            throw new IOException("no client of the Flink cluster could be made: " + failure.getMessage(), failure);
        }
    }

    /** Address of its web page. */
    public URI webAddress() {
        return URI.create(client.getWebInterfaceURL());
    }

    /**
     * Submits a job with the command {@code flink run}, which returns when the job is accepted.
     *
     * @throws FlinkRunException where it is refused, by the program in the jar or by Flink
     */
    public JobID run(Submission submission) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("run", "-d", "-p", Integer.toString(submission.parallelism())));
        submission
                .from()
                .ifPresent(state -> arguments.addAll(List.of("-s", state.toUri().toString())));
        arguments.add(submission.jar().toString());
        arguments.addAll(submission.arguments());
        commands++;
        try (JavaProcess command = processes.command(commands, arguments)) {
            command.await(COMMAND_TIMEOUT);
            Matcher submitted = SUBMITTED.matcher(command.output());
            if (!submitted.find()) {
                throw new FlinkRunException(
                        "flink run: " + deepestCause(command.output()) + " (see " + command.outputFile() + ")");
            }
            return JobID.fromHexString(submitted.group(1));
        }
    }

    private static String deepestCause(String output) {
        String deepest = "it reported no job";
        Matcher causes = CAUSE.matcher(output);
        while (causes.find()) {
            deepest = causes.group(1);
        }
        return deepest;
    }

    /** Takes a savepoint while the job goes on, and returns where it lies. */
    public Path savepoint(JobID job) throws IOException, InterruptedException {
        return path(
                client.triggerSavepoint(job, directory.savepoints().toUri().toString(), SavepointFormatType.CANONICAL));
    }

    /** Stops the job in order, without ending its time, and returns where its savepoint lies. */
    public Path stop(JobID job) throws IOException, InterruptedException {
        return path(client.stopWithSavepoint(
                job, false, directory.savepoints().toUri().toString(), SavepointFormatType.CANONICAL));
    }

    public JobStatus status(JobID job) throws IOException, InterruptedException {
        return answer(client.getJobStatus(job));
    }

    /** Whether all tasks of the job run now. */
    public boolean allTasksRun(JobID job) throws IOException, InterruptedException {
        return answer(client.getJobDetails(job)).getJobVerticesPerState().entrySet().stream()
                .allMatch(tasks -> tasks.getKey() == ExecutionState.RUNNING || tasks.getValue() == 0);
    }

    /** The last checkpoint of the job that is whole, whether the job lives or not. */
    public Optional<Path> newestCheckpoint(JobID job) throws IOException {
        Path ofJob = directory.checkpoints().resolve(job.toHexString());
        if (!Files.isDirectory(ofJob)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(ofJob)) {
            return found.filter(path -> path.getFileName().toString().startsWith("chk-"))
                    .filter(path -> Files.exists(path.resolve("_metadata")))
                    .max(Comparator.comparingLong(
                            path -> Long.parseLong(path.getFileName().toString().substring("chk-".length()))));
        }
    }

    public long jobManagerPid() {
        return jobManager.pid();
    }

    public List<Long> taskManagerPids() {
        return taskManagers.stream().map(JavaProcess::pid).toList();
    }

    /** Kills the oldest TaskManager (SIGKILL) and starts another, as a lost machine would be replaced. */
    public void replaceTaskManager() throws IOException {
        killTaskManager();
        startTaskManager();
    }

    /** Kills the oldest TaskManager (SIGKILL); nobody starts another but {@link #startTaskManager}. */
    public void killTaskManager() {
        taskManagers.remove(0).kill();
    }

    /** Starts one more TaskManager. It registers when it is up: see {@link #awaitTaskManagers}. */
    public void startTaskManager() throws IOException {
        taskManagersStarted++;
        taskManagers.add(processes.taskManager(taskManagersStarted));
    }

    /**
     * Kills the JobManager (SIGKILL) and starts another. Nothing remembers the jobs: each has to be submitted again, from
     * its last checkpoint.
     */
    public void replaceJobManager() throws IOException, InterruptedException {
        killJobManager();
        startJobManager();
        awaitTaskManagers();
    }

    /** Kills the JobManager (SIGKILL); nobody starts another but {@link #startJobManager}. */
    public void killJobManager() {
        jobManager.kill();
    }

    /** Starts a JobManager that remembers nothing of the one before. */
    public void startJobManager() throws IOException {
        jobManager = processes.jobManager();
    }

    /** Waits until all TaskManagers that live have registered. */
    public void awaitTaskManagers() throws IOException, InterruptedException {
        long giveUpNanos = System.nanoTime() + START_TIMEOUT.toNanos();
        while (registered() < taskManagers.size()) {
            for (JavaProcess process : taskManagers) {
                requireAlive(process);
            }
            requireAlive(jobManager);
            if (System.nanoTime() > giveUpNanos) {
                throw new IOException("the Flink cluster was not up within " + START_TIMEOUT.toSeconds() + " s: see "
                        + directory.logs());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static void requireAlive(JavaProcess process) throws IOException {
        if (!process.isAlive()) {
            throw new IOException("a process of the Flink cluster ended while starting: see " + process.outputFile());
        }
    }

    private int registered() throws InterruptedException {
        try {
            return answer(client.getClusterOverview()).getNumTaskManagersConnected();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static Path path(CompletableFuture<String> savepoint) throws IOException, InterruptedException {
        return Path.of(URI.create(answer(savepoint)));
    }

    private static <T> T answer(CompletableFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException("the Flink cluster did not answer: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        taskManagers.forEach(JavaProcess::kill);
        if (jobManager != null) {
            jobManager.kill();
        }
        client.close();
    }
}
