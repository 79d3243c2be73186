package dev.crmpulse.soak.suite;

import dev.crmpulse.cli.live.RunningJob;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.cli.stack.SavedState;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.config.EventTimeConfig;
import dev.crmpulse.jobs.config.EventTimeConfig.Ticks;
import dev.crmpulse.jobs.config.LiveConfig;
import dev.crmpulse.jobs.live.CrmPulseJob;
import dev.crmpulse.jobs.live.LiveJob;
import dev.crmpulse.jobs.live.LiveStart;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A live job takes in a million leads through their whole life, years of them. In the end its state holds those that are
 * open, those that are closed and may still change, and of all others only that they were; and an event costs about as much
 * as it did when there were few.
 */
final class MillionSoak implements Soak {
    private static final String ENGAGEMENT = "engagement";
    private static final String TAKEN = "SELECT count() FROM crm_store.event";
    private static final String HORIZON = "SELECT toUnixTimestamp64Milli(max(horizon)) FROM crm.progress";

    /** Longer than what is closed is kept; each day costs two seconds of windows and checkpoints besides its events. */
    private static final int DAYS = 500;
    /** Until then the JVM gets warm and the first leads end; there is a fiftieth of all keys. */
    private static final int WARM_DAYS = 10;
    /** So long the cost of an event is taken, with few keys and with all. */
    private static final int MEASURED_DAYS = 25;
    /** After so many it is said how far it is. */
    private static final int STEP_DAYS = 50;

    /** Throughput with all keys, as a share of that with few. */
    private static final double LEAST_RATIO = 0.8;

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final int entities;

    MillionSoak(int entities) {
        this.entities = entities;
    }

    @Override
    public String name() {
        return "million";
    }

    @Override
    public String shows() {
        return String.format(
                Locale.ROOT,
                "the state after %,d leads is what is open or may change, and events cost no more",
                entities);
    }

    @Override
    public boolean run(Sets sets, PrintStream out) throws Exception {
        LeadLives lives = new LeadLives(entities, Math.max(1, entities / DAYS));
        FigureTable table = new FigureTable(out);
        try (SoakStack soak = SoakStack.start(Duration.ofSeconds(2));
                EventPublisher publisher = new EventPublisher(soak.stack().kafka())) {
            RunningJob job = start(soak.stack());
            Progress progress = new Progress(soak, job, lives, publisher, out);
            progress.until(WARM_DAYS);
            double few = progress.until(WARM_DAYS + MEASURED_DAYS);
            for (int day = STEP_DAYS; day < DAYS - MEASURED_DAYS; day += STEP_DAYS) {
                progress.until(day);
            }
            progress.until(DAYS - MEASURED_DAYS);
            double many = progress.until(DAYS);
            progress.until(lives.days());
            Instant horizon = progress.awaitHorizon(LeadLives.day(lives.days()));
            job.close();
            Path savepoint = new SavedState(soak.stack().directory()).newest().orElseThrow();
            KeyCensus census = KeyCensus.of(savepoint, ENGAGEMENT);

            long retired = retiredBy(horizon, lives);
            equal(
                    "keys whose history is kept: open, or closed less than 400 days ago",
                    entities - retired,
                    census.withHistory(),
                    table);
            equal("retired keys", retired, census.retired(), table);
            equal("keys that are neither", 0, census.other(), table);
            table.holds(
                    String.format(
                            Locale.ROOT,
                            "throughput with all keys is %.2f of that with few, at least %.2f (%.1f and %.1f µs)",
                            few / many,
                            LEAST_RATIO,
                            many,
                            few),
                    few / many >= LEAST_RATIO);
            return table.allEqual();
        }
    }

    private static void equal(String name, long expected, long actual, FigureTable table) {
        table.holds(
                String.format(
                        Locale.ROOT, "%s: %,d%s", name, actual, actual == expected ? "" : " instead of " + expected),
                actual == expected);
    }

    private long retiredBy(Instant horizon, LeadLives lives) {
        return IntStream.range(0, entities)
                .filter(LeadLives::isClosed)
                .filter(lead ->
                        Retention.LIVE.expiresAt(lives.lastEvent(lead).toEpochMilli()) <= horizon.toEpochMilli())
                .count();
    }

    private static RunningJob start(LocalStack stack) throws Exception {
        QueryRetry.of(stack.endpoint()).call(connection -> new Migrations(connection, Metrics.ALL).apply());
        try (TopicAdmin topics = new TopicAdmin(stack.kafka())) {
            topics.createTopics(2);
        }
        List<Timeline> timelines = Timelines.ALL.stream()
                .filter(timeline -> timeline.name().equals(ENGAGEMENT))
                .toList();
        LiveConfig config = new LiveConfig(
                stack.kafka(),
                "crm-pulse",
                stack.endpoint(),
                timelines,
                Set.of(LeadLives.TENANT),
                new EventTimeConfig(Ticks.OTHERS, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        long run = LiveStart.prepare(config, List.of());
        StreamExecutionEnvironment environment = stack.flink().environment();
        LiveJob.build(environment, config, run);
        return new RunningJob(
                stack.flink(),
                stack.flink().submit(environment, CrmPulseJob.nameOf(timelines), Optional.empty()),
                stack.directory(),
                stack.endpoint(),
                run);
    }

    /** How far the leads have come. */
    private static final class Progress {
        private final SoakStack soak;
        private final RunningJob job;
        private final LeadLives lives;
        private final EventPublisher publisher;
        private final PrintStream out;
        private long sent;
        private int day;

        Progress(SoakStack soak, RunningJob job, LeadLives lives, EventPublisher publisher, PrintStream out) {
            this.soak = soak;
            this.job = job;
            this.lives = lives;
            this.publisher = publisher;
            this.out = out;
        }

        /**
         * Sends what happens until a day, and waits until all of it is in its tables.
         *
         * @return what an event cost, µs of CPU of Kafka and Flink
         */
        double until(int end) throws Exception {
            long sentBefore = sent;
            long cpuBefore = cpuNanos();
            for (; day < end; day++) {
                sent += lives.send(day, publisher);
            }
            publisher.flush();
            await(TAKEN, sent);
            double micros = (cpuNanos() - cpuBefore) / 1_000.0 / Math.max(1, sent - sentBefore);
            out.printf(Locale.ROOT, "%5d days, %,10d events, %5.1f µs CPU an event since%n", day, sent, micros);
            return micros;
        }

        Instant awaitHorizon(Instant end) throws Exception {
            await(HORIZON, end.minusSeconds(60).toEpochMilli());
            return Instant.ofEpochMilli(ask(HORIZON));
        }

        private void await(String query, long least) throws Exception {
            long deadline = System.nanoTime() + TIMEOUT.toNanos();
            for (long seen = ask(query), before = Long.MIN_VALUE; seen < least; seen = ask(query)) {
                job.check();
                if (seen > before) {
                    deadline = System.nanoTime() + TIMEOUT.toNanos();
                } else if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("nothing came for " + TIMEOUT.toMinutes() + " minutes at " + seen
                            + " of " + least + ": " + query);
                }
                before = seen;
                Thread.sleep(500);
            }
        }

        private long ask(String query) throws Exception {
            try (Connection connection = soak.connect();
                    Statement statement = connection.createStatement();
                    ResultSet answer = statement.executeQuery(query)) {
                answer.next();
                return answer.getLong(1);
            }
        }

        private static long cpuNanos() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }
    }
}
