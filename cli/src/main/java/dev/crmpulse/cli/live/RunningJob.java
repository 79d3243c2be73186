package dev.crmpulse.cli.live;

import dev.crmpulse.cli.stack.DataDirectory;
import dev.crmpulse.cli.stack.SavedState;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.embedded.flink.EmbeddedFlink;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A live job in this process, from its submission to its orderly end, with a savepoint that the next run goes on from. */
public final class RunningJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);
    private static final Duration TRY_EVERY = Duration.ofSeconds(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    /** Whoever stops a job does not wait for a ClickHouse that is down, but for one that is being started. */
    private static final Duration END_TIMEOUT = Duration.ofSeconds(15);

    private final EmbeddedFlink flink;
    private final JobID job;
    private final DataDirectory directory;
    private final ClickHouseEndpoint clickHouse;
    private final long run;

    public RunningJob(
            EmbeddedFlink flink, JobID job, DataDirectory directory, ClickHouseEndpoint clickHouse, long run) {
        this.flink = flink;
        this.job = job;
        this.directory = directory;
        this.clickHouse = clickHouse;
        this.run = run;
    }

    /**
     * Makes sure that the job goes on, and has a task manager to go on with.
     *
     * @throws IOException where it failed
     */
    public void check() throws IOException, ExecutionException, InterruptedException {
        flink.keepTaskManager();
        JobStatus status = flink.status(job);
        if (status.isGloballyTerminalState()) {
            Throwable cause = flink.failure(job).orElse(null);
            throw new IOException("the job ended as " + status + ": " + deepest(cause), cause);
        }
    }

    /** Stops the job with a savepoint and notes the end of the run. */
    @Override
    public void close() throws Exception {
        stop();
        new QueryRetry(clickHouse, END_TIMEOUT).call(connection -> {
            new Runs(connection).end(run);
            return run;
        });
    }

    private void stop() throws IOException, InterruptedException {
        Instant timeout = Instant.now().plus(STOP_TIMEOUT);
        while (true) {
            try {
                if (flink.status(job).isGloballyTerminalState()) {
                    return;
                }
                flink.stop(job, directory.state());
                new SavedState(directory).keepNewest();
                return;
            } catch (ExecutionException notNow) {
                // while it restarts it cannot stop; its last checkpoint is what the next run goes on from
                if (Instant.now().isAfter(timeout)) {
                    LOG.warn("stopped without a savepoint", notNow.getCause());
                    return;
                }
                Thread.sleep(TRY_EVERY.toMillis());
            }
        }
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null
                ? ""
                : String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
