package dev.crmpulse.soak.suite;

import dev.crmpulse.cli.replay.Replay;
import dev.crmpulse.cli.replay.ReplayPlan;
import dev.crmpulse.cli.replay.ReplayReport;
import dev.crmpulse.cli.replay.ReplayWatcher;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.embedded.flink.StateBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;

/** A stack over a directory that is gone afterwards. */
final class SoakStack implements AutoCloseable {
    private final Path directory;
    private final LocalStack stack;

    private SoakStack(Path directory, LocalStack stack) {
        this.directory = directory;
        this.stack = stack;
    }

    static SoakStack start(Duration checkpointInterval) throws IOException {
        return start(Files.createTempDirectory("crm-pulse-soak"), checkpointInterval);
    }

    static SoakStack start(Path directory, Duration checkpointInterval) throws IOException {
        return new SoakStack(
                directory,
                LocalStack.start(
                        directory, new LocalStack.Settings(2, StateBackend.ROCKSDB, checkpointInterval, 100, 0)));
    }

    LocalStack stack() {
        return stack;
    }

    Path directory() {
        return directory;
    }

    ReplayReport replay(ReplayPlan plan) throws Exception {
        return new Replay(stack, QUIET).run(plan);
    }

    ClickHouseEndpoint endpoint() {
        return stack.endpoint();
    }

    Connection connect() throws java.sql.SQLException {
        return stack.endpoint().connect();
    }

    @Override
    public void close() throws IOException {
        stack.close();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Shows nothing: suites say themselves what they see. */
    static final ReplayWatcher QUIET = new ReplayWatcher() {
        @Override
        public void at(long bytesRead, long records, long events) {}

        @Override
        public void submitted(JobID job) {}

        @Override
        public void file(Path file, long bytes) {}

        @Override
        public void evaluating(long events) {}

        @Override
        public void lag(String topic, long records) {}

        @Override
        public void checkpointDelayed(Throwable reason) {}
    };
}
