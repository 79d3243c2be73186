package dev.crmpulse.cli.endtoend;

import dev.crmpulse.cli.replay.Replay;
import dev.crmpulse.cli.replay.ReplayPlan;
import dev.crmpulse.cli.replay.ReplayReport;
import dev.crmpulse.cli.replay.ReplayWatcher;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.verify.check.Difference;
import dev.crmpulse.verify.check.Verification;
import dev.crmpulse.verify.check.VerificationWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Kafka, Flink and ClickHouse on a directory, and replays through them. */
public final class Harness implements AutoCloseable {
    private final LocalStack stack;
    private final Answers answers;

    private Harness(LocalStack stack) {
        this.stack = stack;
        this.answers = new Answers(stack.endpoint());
    }

    /** A harness whose jobs take a checkpoint this often. */
    public static Harness open(Path directory, Duration checkpointInterval) throws IOException {
        return new Harness(LocalStack.start(
                MigratedDirectory.fill(directory),
                new LocalStack.Settings(2, StateBackend.ROCKSDB, checkpointInterval, 20, 0)));
    }

    /** A harness on a directory without tables, which the first replay makes. */
    public static Harness openNew(Path directory) throws IOException {
        return new Harness(LocalStack.start(directory, LocalStack.Settings.ofReplay()));
    }

    public static Harness open(Path directory) throws IOException {
        return open(directory, Duration.ofSeconds(10));
    }

    public LocalStack stack() {
        return stack;
    }

    public Answers ask() {
        return answers;
    }

    public ReplayReport replay(Mapping mapping, Path... files) throws Exception {
        return run(plan(mapping, ReplayPlan.Start.RESUME, 0, files), ReplayWatcher.silent());
    }

    public ReplayReport rebuild(Mapping mapping, Path... files) throws Exception {
        return run(plan(mapping, ReplayPlan.Start.REBUILD, 0, files), ReplayWatcher.silent());
    }

    public ReplayReport replayBy(List<Policy> policies, Mapping mapping, Path... files) throws Exception {
        return run(plan(policies, mapping, ReplayPlan.Start.RESUME, 0, files), ReplayWatcher.silent());
    }

    public ReplayReport rebuildBy(List<Policy> policies, Mapping mapping, Path... files) throws Exception {
        return run(plan(policies, mapping, ReplayPlan.Start.REBUILD, 0, files), ReplayWatcher.silent());
    }

    public ReplayReport replaySlowly(long eventsPerSecond, ReplayWatcher watcher, Mapping mapping, Path... files)
            throws Exception {
        return run(plan(mapping, ReplayPlan.Start.RESUME, eventsPerSecond, files), watcher);
    }

    /** Where streaming and batch do not agree. */
    public List<Difference> differences() throws Exception {
        return Verification.ofAll(stack.endpoint(), VerificationWatcher.silent()).run().stream()
                .flatMap(check -> check.differences().stream())
                .toList();
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
