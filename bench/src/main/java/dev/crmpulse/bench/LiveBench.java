package dev.crmpulse.bench;

import dev.crmpulse.cli.live.RunningJob;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.cli.stack.SavedState;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.jobs.config.EventTimeConfig;
import dev.crmpulse.jobs.config.LiveConfig;
import dev.crmpulse.jobs.live.CrmPulseJob;
import dev.crmpulse.jobs.live.LiveJob;
import dev.crmpulse.jobs.policy.PolicySetup;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.simulator.crm.Load;
import dev.crmpulse.simulator.crm.SimulatedCrm;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import dev.crmpulse.simulator.crm.SimulationSettings;
import dev.crmpulse.simulator.crm.TenantProfile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A live job before a full backlog of a simulated CRM, with all SLAs in force and a commit every two seconds: how fast
 * it catches up, what it remembers of each lead, deal, customer and person, and how soon events can be asked for at a
 * quarter, half and all of the load at which it caught up.
 */
final class LiveBench {
    private static final int PARTITIONS = 3;
    private static final Duration PAST = Duration.ofDays(60);
    private static final long POLL_MILLIS = 500;
    private static final Duration WARM_UP = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofSeconds(30);
    /** Room for what the steps send, so that none of it lies in the future. */
    private static final int FURTHER_EVENTS = 2_000_000;

    private static final double[] LOADS = {0.25, 0.5, 1};

    private final LocalStack stack;
    private final PrintStream out;

    LiveBench(LocalStack stack, PrintStream out) {
        this.stack = stack;
        this.out = out;
    }

    /** Settings of the stack that the job runs in. */
    static LocalStack.Settings settings() {
        return new LocalStack.Settings(2, StateBackend.ROCKSDB, Duration.ofSeconds(2), 0, 0);
    }

    void run(int events) throws Exception {
        List<TenantProfile> tenants = List.of(TenantProfile.asia(), TenantProfile.europe());
        List<Policy> policies = new ArrayList<>();
        tenants.forEach(tenant -> policies.addAll(tenant.policies()));
        try (Connection connection = stack.endpoint().connect()) {
            new Migrations(connection, Metrics.ALL).apply();
            Runs runs = new Runs(connection);
            long run = runs.next();
            runs.begin(run, Timelines.NAMES, "live");
            SimulatedCrm crm = SimulatedCrm.of(SimulationSettings.of(
                    1, Instant.now().minus(PAST), Load.ofEvents((2.0 * events + FURTHER_EVENTS) / PAST.toSeconds())));
            publish(crm, events);
            PolicySetup.putInForce(stack.kafka(), QueryRetry.of(stack.endpoint()), run, policies);
            LiveConfig config = new LiveConfig(
                    stack.kafka(),
                    "crm-pulse-bench",
                    stack.endpoint(),
                    Timelines.ALL,
                    crm.tenants(),
                    new EventTimeConfig(
                            EventTimeConfig.Ticks.OTHERS,
                            EventTimeConfig.USUAL.tickEvery(),
                            EventTimeConfig.USUAL.allowance()));
            StreamExecutionEnvironment environment = stack.flink().environment();
            LiveJob.build(environment, config, run);
            long started = System.nanoTime();
            JobID job = stack.flink().submit(environment, CrmPulseJob.nameOf(Timelines.ALL), Optional.empty());
            try (RunningJob running = new RunningJob(stack.flink(), job, stack.directory(), stack.endpoint(), run)) {
                while (rows(connection) < events) {
                    running.check();
                    Thread.sleep(POLL_MILLIS);
                }
                double perSecond = events / ((System.nanoTime() - started) / 1e9);
                line("catching up, events/s", String.format(Locale.ROOT, "%,.0f", perSecond));
                // what the compilers have not come to yet is not what an event costs
                warmUp(perSecond / 2, running, connection, crm);
                for (double load : LOADS) {
                    report(load, perSecond * load, running, connection, crm);
                }
            }
            report(connection);
        }
    }

    private void publish(SimulatedCrm crm, int events) throws Exception {
        try (TopicAdmin topics = new TopicAdmin(stack.kafka());
                EventPublisher publisher = new EventPublisher(stack.kafka())) {
            topics.deleteTopics();
            topics.createTopics(PARTITIONS);
            for (int i = 0; i < events; i++) {
                SimulatedEvent event = crm.next();
                publisher.event(event.key(), event.json());
            }
            publisher.flush();
        }
    }

    private void warmUp(double perSecond, RunningJob job, Connection connection, SimulatedCrm crm) throws Exception {
        LiveLatency.measure(stack, job, () -> rows(connection), next(crm, perSecond, WARM_UP), perSecond);
    }

    private static List<SimulatedEvent> next(SimulatedCrm crm, double perSecond, Duration time) {
        int count = Math.max(1, (int) (perSecond * time.toSeconds()));
        List<SimulatedEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(crm.next());
        }
        return events;
    }

    private void report(double load, double perSecond, RunningJob job, Connection connection, SimulatedCrm crm)
            throws Exception {
        List<SimulatedEvent> events = next(crm, perSecond, STEP);
        LiveLatency latency = LiveLatency.measure(stack, job, () -> rows(connection), events, perSecond);
        out.printf(
                Locale.ROOT,
                "load %3.0f %%: %,8.0f events/s, until they can be asked for p50 %.1f s, p99 %.1f s; CPU %.1f µs, ClickHouse's %.1f µs%n",
                100 * load,
                perSecond,
                latency.quantileMillis(0.5) / 1e3,
                latency.quantileMillis(0.99) / 1e3,
                latency.cpuNanos() / 1e3 / events.size(),
                latency.clickHouseNanos() / 1e3 / events.size());
    }

    private void report(Connection connection) throws SQLException, IOException {
        Path savepoint = new SavedState(stack.directory()).newest().orElseThrow();
        long bytes = size(savepoint);
        long events = rows(connection);
        long keys = number(connection, "SELECT uniqExact(tenant, key) FROM crm.event");
        line("state, MB", String.format(Locale.ROOT, "%,.1f", bytes / 1e6));
        line("histories", String.format(Locale.ROOT, "%,d", keys));
        line("state of a history, bytes", String.format(Locale.ROOT, "%,d", bytes / keys));
        line("state of an event, bytes", String.format(Locale.ROOT, "%,d", bytes / events));
    }

    /** Deliveries that are stored: counted without reading them, so that looking costs nothing beside what is measured. */
    private static long rows(Connection connection) throws SQLException {
        return number(connection, "SELECT (SELECT count() FROM crm_store.event) + (SELECT count() FROM crm_store.dlq)");
    }

    private void line(String name, String value) {
        out.printf(Locale.ROOT, "%-28s %14s%n", name, value);
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
