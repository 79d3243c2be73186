package dev.crmpulse.cli.demo;

import dev.crmpulse.cli.live.GracefulShutdown;
import dev.crmpulse.cli.live.RunningJob;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.cli.stack.SavedState;
import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.cli.stack.SavedState.Use;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.connectors.kafka.Topics;
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
import dev.crmpulse.simulator.crm.SimulationSettings;
import dev.crmpulse.simulator.crm.TenantProfile;
import dev.crmpulse.verify.reconciliation.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The simulated CRM, the jobs and the figures, together. Each demonstration is a run of its own. */
public final class Demo {
    private static final int EVENT_PARTITIONS = 3;
    private static final Duration POLL_EVERY = Duration.ofMillis(500);
    /** Events a second of the weeks before: enough for figures, few enough to be sent in seconds. */
    private static final double PAST_EVENTS_PER_SECOND = 0.04;

    private final LocalStack stack;
    private final DemoSettings settings;
    private final DemoWatcher watcher;

    public Demo(LocalStack stack, DemoSettings settings, DemoWatcher watcher) {
        this.stack = stack;
        this.settings = settings;
        this.watcher = watcher;
    }

    /**
     * Runs until the time is over or the process is asked to end.
     *
     * @param stay how long from the moment that the past is sent; empty for until Ctrl-C
     * @param end whether the process is asked to end
     */
    public DemoReport run(Optional<Duration> stay, GracefulShutdown end) throws Exception {
        Instant now = Instant.now();
        List<TenantProfile> tenants = List.of(
                TenantProfile.asia().openRoundTheClock(), TenantProfile.europe().openRoundTheClock());
        SimulatedCrm crm = SimulatedCrm.of(SimulationSettings.of(
                        settings.seed(),
                        now.minus(settings.past()),
                        Load.ofEvents(PAST_EVENTS_PER_SECOND)
                                .thenLeads(now, settings.eventsPerSecond() / Load.EVENTS_PER_NEW_LEAD))
                .withTenants(tenants));
        QueryRetry clickHouse = QueryRetry.of(stack.endpoint());
        DemoStatus status = new DemoStatus(clickHouse);
        long run = prepare(clickHouse, policies(tenants));
        LiveConfig config = new LiveConfig(
                stack.kafka(),
                "crm-pulse-" + run,
                stack.endpoint(),
                Timelines.ALL,
                crm.tenants(),
                new EventTimeConfig(
                        EventTimeConfig.Ticks.OTHERS, EventTimeConfig.USUAL.tickEvery(), settings.allowance()));
        StreamExecutionEnvironment environment = stack.flink().environment();
        LiveJob.build(environment, config, run);
        JobID job = stack.flink().submit(environment, CrmPulseJob.nameOf(Timelines.ALL), Optional.empty());
        Freshness freshness = new Freshness();
        try (RunningJob running = new RunningJob(stack.flink(), job, stack.directory(), stack.endpoint(), run);
                Feed feed = new Feed(crm, config.kafka(), freshness);
                Reconciler reconciler = settings.reconciliation()
                        .map(much -> Reconciler.start(stack.endpoint(), Timelines.ALL, run, much))
                        .orElse(null)) {
            feed.start();
            follow(running, feed, freshness, status, config, stay, end);
        }
        return report(status, freshness);
    }

    private static List<Policy> policies(List<TenantProfile> tenants) {
        List<Policy> policies = new ArrayList<>();
        tenants.forEach(tenant -> policies.addAll(tenant.policies()));
        return policies;
    }

    private long prepare(QueryRetry clickHouse, List<Policy> policies) throws Exception {
        SavedState saved = new SavedState(stack.directory());
        saved.require(Purpose.DEMO);
        clickHouse.call(connection -> new Migrations(connection, Metrics.ALL).apply());
        try (TopicAdmin topics = new TopicAdmin(stack.kafka())) {
            topics.deleteTopics();
            topics.createTopics(EVENT_PARTITIONS);
        }
        long run = clickHouse.call(connection -> new Runs(connection).next());
        clickHouse.call(connection -> {
            Runs runs = new Runs(connection);
            runs.begin(run, Timelines.NAMES, "live");
            return runs.retractStale(run, Metrics.FACTS);
        });
        saved.begin(new Use(run, Purpose.DEMO, Timelines.NAMES, null, Map.of()));
        PolicySetup.putInForce(stack.kafka(), clickHouse, run, policies);
        return run;
    }

    private void follow(
            RunningJob running,
            Feed feed,
            Freshness freshness,
            DemoStatus status,
            LiveConfig config,
            Optional<Duration> stay,
            GracefulShutdown end)
            throws Exception {
        boolean caughtUp = false;
        Optional<Instant> until = Optional.empty();
        Instant reportAt = Instant.now();
        long reportedSent = 0;
        Instant reportedAt = Instant.now();
        try (TopicAdmin topics = new TopicAdmin(config.kafka())) {
            while (until.isEmpty() || Instant.now().isBefore(until.get())) {
                if (end.awaitRequest(POLL_EVERY)) {
                    return;
                }
                running.check();
                feed.check();
                long received = status.received();
                freshness.found(received, System.nanoTime());
                if (!caughtUp && feed.isLive() && received >= feed.past()) {
                    caughtUp = true;
                    // what waited behind the past says nothing about the present
                    freshness.begin(feed.sent());
                    until = stay.map(Instant.now()::plus);
                }
                if (Instant.now().isBefore(reportAt)) {
                    continue;
                }
                reportAt = Instant.now().plus(settings.reportEvery());
                long sent = feed.sent();
                if (caughtUp) {
                    double seconds = Duration.between(reportedAt, Instant.now()).toMillis() / 1e3;
                    watcher.live(new DemoWatcher.Moment(
                            sent,
                            (sent - reportedSent) / seconds,
                            topics.lag(topics.ends(Topics.EVENTS), config.consumerGroup()),
                            freshness.quantile(0.5),
                            freshness.quantile(0.99),
                            status.horizonSeconds(),
                            status.openClocks(),
                            status.alerts()));
                } else {
                    watcher.sendingThePast(sent, received);
                }
                reportedSent = sent;
                reportedAt = Instant.now();
            }
        }
    }

    private static DemoReport report(DemoStatus status, Freshness freshness) throws Exception {
        Map<String, String> figures = new LinkedHashMap<>(status.figures());
        return new DemoReport(freshness.quantile(0.5), freshness.quantile(0.99), figures);
    }
}
