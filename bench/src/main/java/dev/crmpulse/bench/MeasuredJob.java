package dev.crmpulse.bench;

import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.embedded.flink.EmbeddedFlink;
import dev.crmpulse.embedded.flink.FlinkSettings;
import dev.crmpulse.embedded.flink.StateBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A bounded job in a cluster of its own, from its submission to its end.
 *
 * @param layout what the job is made of
 */
record MeasuredJob(String title, StateBackend backend, Duration checkpointInterval, Layout layout)
        implements Contender {
    static final int PARALLELISM = 2;
    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    /** One with the usual checkpoints. */
    MeasuredJob(String title, StateBackend backend, Layout layout) {
        this(title, backend, CHECKPOINT_INTERVAL, layout);
    }

    /** Lays a job out. */
    interface Layout {
        void layOut(StreamExecutionEnvironment environment) throws Exception;
    }

    @Override
    public Measurement run(LocalStack stack, int events) throws Exception {
        Path directory = stack.directory().state().resolve("bench");
        JobCounters.forget();
        try (EmbeddedFlink flink = EmbeddedFlink.start(
                new FlinkSettings(
                        PARALLELISM,
                        backend,
                        checkpointInterval,
                        0,
                        0,
                        0,
                        directory,
                        stack.directory().temporary()),
                JobCounters.OPTIONS)) {
            StreamExecutionEnvironment environment = flink.environment();
            layout.layOut(environment);
            long started = System.nanoTime();
            ProcessCpu cpuStarted = ProcessCpu.now();
            long clickHouseStarted = clickHouseNanos(stack);
            JobID job = flink.submit(environment, title, Optional.empty());
            JobStatus status = flink.result(job);
            if (status != JobStatus.FINISHED) {
                throw new IllegalStateException(
                        title + " ended as " + status, flink.failure(job).orElse(null));
            }
            return new Measurement(
                    events,
                    System.nanoTime() - started,
                    ProcessCpu.now().netNanosSince(cpuStarted),
                    clickHouseNanos(stack) - clickHouseStarted,
                    JobCounters.sum("timeline", "refolds"),
                    JobCounters.sum("timeline", "numRecordsOut"),
                    JobCounters.sum("roll-up", "numRecordsIn"),
                    JobCounters.sum("roll-up", "numRecordsOut"),
                    JobCounters.sum(": Writer", "numBytesSend"));
        }
    }

    /** CPU time of ClickHouse so far. */
    static long clickHouseNanos(LocalStack stack) {
        return ProcessHandle.of(stack.clickHouse().pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
    }
}
