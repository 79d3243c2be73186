package dev.crmpulse.local.replay;

import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.connectors.clickhouse.TableGuard;
import dev.crmpulse.connectors.clickhouse.UnsafeDatabaseException;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.files.RecordReader;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.kafka.HorizonWatermarks;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.connectors.mapping.FileMapping;
import dev.crmpulse.jobs.Pipeline;
import dev.crmpulse.jobs.PipelineConfig;
import dev.crmpulse.jobs.policy.KafkaPolicyFeed;
import dev.crmpulse.jobs.policy.PolicySetup;
import dev.crmpulse.jobs.wire.Tables;
import dev.crmpulse.local.stack.LocalStack;
import dev.crmpulse.local.stack.SavedState;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.metrics.fact.FactType;
import dev.crmpulse.metrics.timeline.Retention;
import dev.crmpulse.metrics.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends history through the same jobs that run live: files to Kafka, through Flink, into ClickHouse; and stops when all
 * of it is written. Replays accumulate: each goes on from the savepoint of the one before.
 */
public final class Replay {
    private static final int EVENT_PARTITIONS = 3;
    private static final Duration COMMIT_PATIENCE = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 100;

    private final LocalStack stack;
    private final ReplayWatcher watcher;

    public Replay(LocalStack stack, ReplayWatcher watcher) {
        this.stack = stack;
        this.watcher = watcher;
    }

    /**
     * Replays.
     *
     * @throws IOException where a file cannot be read to its end or the job failed; what was sent until then is kept,
     *     and the next replay goes on from there
     */
    public ReplayReport run(ReplayPlan plan) throws Exception {
        Instant started = Instant.now();
        List<Opened> inputs = open(plan);
        try (Connection connection = stack.endpoint().connect();
                TopicAdmin topics = new TopicAdmin(stack.kafka().endpoint());
                EventPublisher publisher = new EventPublisher(stack.kafka().endpoint())) {
            prepareDatabase(connection);
            SavedState saved = new SavedState(stack.directory());
            long run = prepareRun(plan, connection, topics, saved);
            PolicySetup.putInForce(stack.kafka().endpoint(), connection, run, List.of());
            Totals before = totals(connection);
            JobID job = submit(run, saved);
            FilePublisher files = new FilePublisher(publisher, Clock.systemUTC(), plan.eventsPerSecond());
            publish(inputs, files, job);
            publisher.flush();
            watcher.judging(files.events());
            Optional<Instant> horizon = horizon(plan, files);
            horizon.ifPresent(publisher::tick);
            publisher.flush();
            String group = consumerGroup(run);
            drain(job, Topics.EVENTS, topics, group, () -> horizon.ifPresent(publisher::tick));
            // its rows are committed before the next checkpoint, and refused ones are among the dead letters by then
            checkpoint(job);
            drain(job, Topics.DEAD_LETTERS, topics, group, publisher::wakeDeadLetterReader);
            stop(job);
            saved.keepNewest();
            Runs runs = new Runs(connection);
            // only a new run finds anything, and one that died before it came to this
            long retracted = runs.retractUnsaid(run, Tables.FACTS);
            runs.end(run);
            Totals after = totals(connection);
            return new ReplayReport(
                    run,
                    files.records(),
                    files.events(),
                    files.rejects(),
                    files.ignored(),
                    after.delivered - before.delivered,
                    after.accepted - before.accepted,
                    after.late - before.late,
                    deadLetters(connection),
                    rows(connection),
                    retracted,
                    Duration.between(started, Instant.now()));
        } finally {
            for (Opened input : inputs) {
                input.reader.close();
            }
        }
    }

    /** A file with its rules, opened before anything is written, so that a wrong name costs nothing. */
    private record Opened(Path file, FileMapping mapping, RecordReader reader) {}

    private static List<Opened> open(ReplayPlan plan) throws IOException {
        List<Opened> inputs = new ArrayList<>();
        for (Path file : plan.files()) {
            FileMapping mapping = plan.mapping().forFile(file);
            inputs.add(new Opened(file, mapping, mapping.open()));
        }
        return inputs;
    }

    private void prepareDatabase(Connection connection) throws SQLException, UnsafeDatabaseException {
        new Migrations(connection).apply();
        new TableGuard(connection).check(Tables.ALL);
    }

    private long prepareRun(ReplayPlan plan, Connection connection, TopicAdmin topics, SavedState saved)
            throws IOException, SQLException, ExecutionException, InterruptedException {
        if (plan.start() == ReplayPlan.Start.RESUME
                && saved.purpose().filter(SavedState.Purpose.DEMO::equals).isPresent()) {
            throw new IOException("data directory " + stack.directory().root()
                    + " holds a demo, which history would mix with: choose another with --data-dir, or let it go with"
                    + " --rebuild");
        }
        Optional<Long> known = saved.run();
        long run;
        if (known.isPresent() && plan.start() == ReplayPlan.Start.RESUME) {
            run = known.get();
        } else {
            topics.deleteTopics();
            run = new Runs(connection)
                    .begin(Timelines.ALL.stream().map(Timeline::name).toList(), "replay");
            saved.begin(run, SavedState.Purpose.REPLAY);
        }
        topics.createTopics(EVENT_PARTITIONS);
        return run;
    }

    private JobID submit(long run, SavedState saved) throws IOException, ExecutionException, InterruptedException {
        StreamExecutionEnvironment environment = stack.flink().environment();
        Pipeline.build(
                environment,
                new PipelineConfig(
                        stack.kafka().endpoint(),
                        consumerGroup(run),
                        stack.endpoint(),
                        run,
                        Timelines.ALL,
                        Retention.REPLAY,
                        HorizonWatermarks.ofReplay(),
                        new KafkaPolicyFeed(stack.kafka().endpoint()),
                        IntakeRules.replay(),
                        COMMIT_PATIENCE));
        JobID job = stack.flink().submit(environment, "crm-pulse", saved.newest());
        watcher.submitted(job);
        return job;
    }

    private void publish(List<Opened> inputs, FilePublisher files, JobID job) throws Exception {
        for (Opened input : inputs) {
            watcher.file(input.file, input.reader.size());
            files.publish(input.mapping, input.reader, watcher);
            requireRunning(job);
        }
    }

    private static Optional<Instant> horizon(ReplayPlan plan, FilePublisher files) {
        return plan.asOf()
                .or(() -> files.latestMillis() == Long.MIN_VALUE
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(files.latestMillis())));
    }

    /** Each run has its own: topics begin anew with it, and offsets of the run before would pass for read. */
    private String consumerGroup(long run) {
        return "crm-pulse-" + run;
    }

    /**
     * Waits until the job has read all that the topic holds now, as of a completed checkpoint.
     *
     * @param wakeUp writes something to the topic: the job's source tells how far it is when its poll ends, for which
     *     it waits ten seconds where nothing arrives
     */
    private void drain(JobID job, String topic, TopicAdmin topics, String group, Runnable wakeUp) throws Exception {
        Map<TopicPartition, Long> ends = topics.ends(topic);
        for (long lag = topics.lag(ends, group); lag > 0; lag = topics.lag(ends, group)) {
            watcher.lag(topic, lag);
            checkpoint(job);
            wakeUp.run();
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Takes a checkpoint; where the job is starting or restarting, as soon as that is over. */
    private void checkpoint(JobID job) throws Exception {
        whenItRuns(job, () -> stack.flink().checkpoint(job).get());
    }

    private void stop(JobID job) throws Exception {
        whenItRuns(job, () -> stack.flink().stop(job, stack.directory().state()));
    }

    private void whenItRuns(JobID job, Callable<?> action) throws Exception {
        while (true) {
            requireRunning(job);
            try {
                action.call();
                return;
            } catch (ExecutionException notNow) {
                watcher.checkpointDelayed(notNow.getCause());
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private void requireRunning(JobID job) throws Exception {
        JobStatus status = stack.flink().status(job);
        if (status.isGloballyTerminalState()) {
            Throwable cause =
                    stack.flink().failure(job).orElseGet(() -> new IllegalStateException("the job ended as " + status));
            throw new IOException("the job failed: " + deepest(cause), cause);
        }
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private record Totals(long delivered, long accepted, long late) {}

    private static Totals totals(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT sum(delivered), sum(accepted), sum(late) FROM crm.ledger")) {
            row.next();
            return new Totals(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    private static Map<String, Long> deadLetters(Connection connection) throws SQLException {
        return counts(connection, "SELECT reason, count() FROM crm.dlq GROUP BY reason ORDER BY reason");
    }

    private static Map<String, Long> rows(Connection connection) throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (FactType<?> fact : Tables.FACTS) {
            rows.putAll(counts(connection, "SELECT '" + fact.name() + "', count() FROM crm." + fact.name()));
        }
        return rows;
    }

    private static Map<String, Long> counts(Connection connection, String sql) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }
}
