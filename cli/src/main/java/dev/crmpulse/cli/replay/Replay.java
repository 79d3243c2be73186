package dev.crmpulse.cli.replay;

import dev.crmpulse.cli.stack.JobHost;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.cli.stack.SavedState;
import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.cli.stack.SavedState.Use;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.connectors.files.RecordReader;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.kafka.HorizonWatermarks;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.connectors.mapping.FileMapping;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.jobs.Origin;
import dev.crmpulse.jobs.Pipeline;
import dev.crmpulse.jobs.PipelineConfig;
import dev.crmpulse.jobs.live.HistoryRun;
import dev.crmpulse.jobs.policy.KafkaPolicyFeed;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.catalogue.Timelines;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
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
    private static final Duration COMMIT_RETRY_TIMEOUT = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 100;

    private final JobHost host;
    private final ReplayTarget target;
    private final ReplayWatcher watcher;

    /** Into stores of the directory itself. */
    public Replay(LocalStack stack, ReplayWatcher watcher) {
        this(stack.host(), new DirectoryTarget(stack, Purpose.REPLAY), watcher);
    }

    public Replay(JobHost host, ReplayTarget target, ReplayWatcher watcher) {
        this.host = host;
        this.target = target;
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
        SavedState saved = new SavedState(host.directory());
        QueryRetry clickHouse = QueryRetry.of(target.clickHouse());
        long run = begin(plan, saved);
        if (plan.asOf().isPresent()) {
            saved.requireNotOver(plan.asOf().get(), clickHouse.call(connection -> ReplayHorizon.of(connection, run)));
        }
        try (TopicAdmin eventTopic = new TopicAdmin(host.kafka());
                TopicAdmin otherTopics = new TopicAdmin(target.kafka());
                EventPublisher events = new EventPublisher(host.kafka());
                EventPublisher letters = new EventPublisher(target.kafka())) {
            Totals before = clickHouse.call(Replay::totals);
            JobID job = submit(run, saved);
            FilePublisher files =
                    new FilePublisher(events, letters, Clock.systemUTC(), plan.eventsPerSecond(), plan.until());
            publish(inputs, files, job);
            events.flush();
            letters.flush();
            watcher.evaluating(files.events());
            String group = target.consumerGroup(run);
            drain(job, Topics.EVENTS, eventTopic, group, events::wakeEventReader);
            // its rows are committed before the next checkpoint, and refused ones are among the dead letters by then
            checkpoint(job);
            Optional<Instant> due =
                    plan.asOf().isPresent() ? plan.asOf() : clickHouse.call(ReplayHorizon::latestAccepted);
            if (due.isPresent()) {
                events.tick(due.get());
                events.flush();
                drain(job, Topics.EVENTS, eventTopic, group, () -> events.tick(due.get()));
                checkpoint(job);
            }
            drain(job, Topics.DEAD_LETTERS, otherTopics, group, letters::wakeDeadLetterReader);
            stop(job);
            saved.keepNewest();
            Optional<Instant> horizon = clickHouse.call(connection -> ReplayHorizon.of(connection, run));
            if (horizon.isPresent()) {
                saved.noteHorizon(horizon.get());
            }
            requireEvaluated(due, horizon);
            // only a new run finds anything, and one that died before it came to this
            long retracted = clickHouse.call(connection -> new Runs(connection).retractStale(run, Metrics.FACTS));
            HistoryRun.complete(target.clickHouse(), run);
            Totals after = clickHouse.call(connection -> {
                new Runs(connection).end(run);
                return totals(connection);
            });
            return new ReplayReport(
                    run,
                    files.records(),
                    files.events(),
                    files.rejects(),
                    files.ignored(),
                    files.leftToLive(),
                    after.delivered - before.delivered,
                    after.accepted - before.accepted,
                    after.twins - before.twins,
                    after.late - before.late,
                    clickHouse.call(connection -> deadLetters(connection, run, started)),
                    clickHouse.call(Replay::rows),
                    retracted,
                    horizon,
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

    private long begin(ReplayPlan plan, SavedState saved) throws Exception {
        Optional<Use> use = saved.use();
        boolean resumes = plan.start() == ReplayPlan.Start.RESUME;
        if (resumes) {
            saved.require(target.purpose());
        }
        try (TopicAdmin topics = new TopicAdmin(host.kafka())) {
            if (resumes && use.isPresent()) {
                topics.createTopics(EVENT_PARTITIONS);
                long run = target.begin(new RunStart.Resume(use.get().run()), plan.policies());
                saved.note(use(
                        run,
                        earlier(use.get().filledUntil(), plan.until()),
                        use.get().positions()));
                return run;
            }
            // a death on the way must not leave the state of topics that are gone
            saved.clear();
            topics.deleteTopics();
            topics.createTopics(EVENT_PARTITIONS);
            long run = target.begin(resumes ? new RunStart.First() : new RunStart.Restart(), plan.policies());
            saved.begin(use(run, plan.until(), Map.of()));
            return run;
        }
    }

    /** @param positions from which a live job goes on, whatever is filled in beside: an erasure has made them */
    private Use use(long run, Optional<Instant> until, Map<Integer, Long> positions) {
        return new Use(
                run,
                target.purpose(),
                Timelines.NAMES,
                until.map(Instant::toEpochMilli).orElse(null),
                positions);
    }

    /** From the earlier moment on not all of the history was filled in. */
    private static Optional<Instant> earlier(Optional<Instant> known, Optional<Instant> until) {
        return Stream.concat(known.stream(), until.stream()).min(Comparator.naturalOrder());
    }

    private JobID submit(long run, SavedState saved) throws IOException, ExecutionException, InterruptedException {
        StreamExecutionEnvironment environment = host.flink().environment();
        Pipeline.build(
                environment,
                new PipelineConfig(
                        Origin.history(host.kafka()),
                        target.deadLetters(),
                        target.kafka(),
                        target.consumerGroup(run),
                        target.clickHouse(),
                        run,
                        Timelines.ALL,
                        Retention.REPLAY,
                        HorizonWatermarks.ofReplay(),
                        new KafkaPolicyFeed(target.kafka()),
                        target.intake(),
                        COMMIT_RETRY_TIMEOUT));
        target.addTo(environment, run);
        JobID job = host.flink().submit(environment, "crm-pulse", saved.newest());
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

    private static void requireEvaluated(Optional<Instant> due, Optional<Instant> horizon) throws IOException {
        if (due.isPresent() && (horizon.isEmpty() || horizon.get().isBefore(due.get()))) {
            throw new IOException("silence was to be evaluated up to " + due.get() + " and is "
                    + horizon.map(moment -> "only up to " + moment).orElse("not evaluated at all")
                    + ": what was sent is kept, replay again");
        }
    }

    /**
     * Waits until the job has read all that the topic holds now, as of a completed checkpoint.
     *
     * @param wakeUp writes something to the topic: the job's source reports how far it is when its poll ends, for which
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
        whenItRuns(job, () -> host.flink().checkpoint(job).get());
    }

    private void stop(JobID job) throws Exception {
        whenItRuns(job, () -> host.flink().stop(job, host.directory().state()));
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
        JobStatus status = host.flink().status(job);
        if (status.isGloballyTerminalState()) {
            Throwable cause =
                    host.flink().failure(job).orElseGet(() -> new IllegalStateException("the job ended as " + status));
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

    private record Totals(long delivered, long accepted, long twins, long late) {}

    private static Totals totals(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT sum(delivered), sum(accepted), sum(twins), sum(late) FROM crm.ledger")) {
            row.next();
            return new Totals(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    /** Those found since this replay began: earlier ones of its run were counted by the replays that found them. */
    private static Map<String, Long> deadLetters(Connection connection, long run, Instant since) throws SQLException {
        return counts(
                connection,
                "SELECT reason, count() FROM crm.dlq WHERE run = " + run
                        + " AND published_at >= fromUnixTimestamp64Milli(" + since.toEpochMilli()
                        + ") GROUP BY reason ORDER BY reason");
    }

    private static Map<String, Long> rows(Connection connection) throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (FactType<?> fact : Metrics.FACTS) {
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
