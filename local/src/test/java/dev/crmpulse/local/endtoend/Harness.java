package dev.crmpulse.local.endtoend;

import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.local.flink.StateBackend;
import dev.crmpulse.local.replay.Replay;
import dev.crmpulse.local.replay.ReplayPlan;
import dev.crmpulse.local.replay.ReplayReport;
import dev.crmpulse.local.replay.ReplayWatcher;
import dev.crmpulse.local.stack.LocalStack;
import dev.crmpulse.local.verify.Difference;
import dev.crmpulse.local.verify.Verification;
import dev.crmpulse.local.verify.VerificationWatcher;
import dev.crmpulse.metrics.policy.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Kafka, Flink and ClickHouse on a directory, and replays through them. */
final class Harness implements AutoCloseable {
    private final LocalStack stack;
    private final Answers answers;

    private Harness(LocalStack stack) {
        this.stack = stack;
        this.answers = new Answers(stack.endpoint());
    }

    /** A harness whose jobs take a checkpoint this often. */
    static Harness open(Path directory, Duration checkpointInterval) throws IOException {
        return new Harness(LocalStack.start(
                MigratedDirectory.fill(directory),
                new LocalStack.Settings(2, StateBackend.ROCKSDB, checkpointInterval, 20, 0)));
    }

    /** A harness on a directory without tables, which the first replay makes. */
    static Harness openNew(Path directory) throws IOException {
        return new Harness(LocalStack.start(directory, LocalStack.Settings.ofReplay()));
    }

    static Harness open(Path directory) throws IOException {
        return open(directory, Duration.ofSeconds(10));
    }

    LocalStack stack() {
        return stack;
    }

    Answers ask() {
        return answers;
    }

    ReplayReport replay(Mapping mapping, Path... files) throws Exception {
        return run(plan(mapping, ReplayPlan.Start.RESUME, 0, files), ReplayWatcher.silent());
    }

    ReplayReport rebuild(Mapping mapping, Path... files) throws Exception {
        return run(plan(mapping, ReplayPlan.Start.REBUILD, 0, files), ReplayWatcher.silent());
    }

    ReplayReport replayBy(List<Policy> policies, Mapping mapping, Path... files) throws Exception {
        return run(plan(policies, mapping, ReplayPlan.Start.RESUME, 0, files), ReplayWatcher.silent());
    }

    ReplayReport rebuildBy(List<Policy> policies, Mapping mapping, Path... files) throws Exception {
        return run(plan(policies, mapping, ReplayPlan.Start.REBUILD, 0, files), ReplayWatcher.silent());
    }

    ReplayReport replaySlowly(long eventsPerSecond, ReplayWatcher watcher, Mapping mapping, Path... files)
            throws Exception {
        return run(plan(mapping, ReplayPlan.Start.RESUME, eventsPerSecond, files), watcher);
    }

    /** Where streaming and batch do not agree. */
    List<Difference> differences() throws Exception {
        return new Verification(stack.endpoint(), VerificationWatcher.silent())
                .run().stream().flatMap(check -> check.differences().stream()).toList();
    }

    private ReplayReport run(ReplayPlan plan, ReplayWatcher watcher) throws Exception {
        return new Replay(stack, watcher).run(plan);
    }

    private static ReplayPlan plan(Mapping mapping, ReplayPlan.Start start, long eventsPerSecond, Path... files) {
        return plan(List.of(), mapping, start, eventsPerSecond, files);
    }

    private static ReplayPlan plan(
            List<Policy> policies, Mapping mapping, ReplayPlan.Start start, long eventsPerSecond, Path... files) {
        return new ReplayPlan(
                List.of(files), mapping, Optional.empty(), Optional.empty(), start, policies, eventsPerSecond);
    }

    @Override
    public void close() throws IOException {
        stack.close();
    }
}
