package dev.crmpulse.cli.command;

import dev.crmpulse.alerts.RunningNotifier;
import dev.crmpulse.cli.erasure.PersonErasure;
import dev.crmpulse.cli.live.GracefulShutdown;
import dev.crmpulse.cli.live.ResumePoint;
import dev.crmpulse.cli.live.RunningJob;
import dev.crmpulse.cli.stack.DataDirectory;
import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.embedded.flink.EmbeddedFlink;
import dev.crmpulse.embedded.flink.FlinkSettings;
import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.embedded.port.FreePorts;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.config.ConfigFile;
import dev.crmpulse.jobs.config.ConfigFile.FlinkSection;
import dev.crmpulse.jobs.config.LiveConfig;
import dev.crmpulse.jobs.live.CrmPulseJob;
import dev.crmpulse.jobs.live.LiveJob;
import dev.crmpulse.jobs.live.LiveStart;
import dev.crmpulse.jobs.live.MomentConverter;
import dev.crmpulse.jobs.live.Preflight;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.page.PageServer;
import dev.crmpulse.verify.reconciliation.Reconciler;
import dev.crmpulse.verify.reconciliation.ReconciliationSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs timelines against somebody's own Kafka and ClickHouse, with Flink in this process. */
@Command(
        name = "run",
        description = {
            "Follow what happens now, with your Kafka and ClickHouse and Flink in this process.",
            "Ctrl-C stops in order; the next run goes on from there. The same jar runs on a cluster by flink run."
        })
final class RunCommand implements Callable<Integer> {
    static final String DIRECTORY = ".data/run";

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int RESTARTS = Integer.MAX_VALUE;

    @Parameters(
            arity = "1..*",
            paramLabel = "TIMELINE",
            description = "engagement, customer, people, queue, handover, desk, ticket, or all")
    private List<String> timelines;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "F",
            description = "file that says where Kafka and ClickHouse are, such as deploy/config/crm-pulse.yaml")
    private Path config;

    @Option(
            names = "--data-dir",
            paramLabel = "D",
            defaultValue = DIRECTORY,
            description = "directory of the job's state (default: ${DEFAULT-VALUE})")
    private Path dataDir;

    @Option(
            names = "--read-from",
            paramLabel = "T",
            converter = MomentConverter.class,
            description = "where the state does not know: read what was written to the topic at this moment or later"
                    + " (default: one day before --until of the back-fill, else all)")
    private Instant readFrom;

    @Option(
            names = "--page-port",
            paramLabel = "P",
            description = "port of this machine at which the boards are shown, 0 for any"
                    + " (default: that of 'page' in the file, else they are not)")
    private Integer pagePort;

    @Option(
            names = "--for",
            paramLabel = "90s",
            converter = DurationConverter.class,
            description = "stop in order after this long (default: at Ctrl-C)")
    private Duration stay;

    @Option(
            names = "--no-reconcile",
            description = "recompute nothing beside the job (default: as 'reconcile' in the file says)")
    private boolean withoutReconciliation;

    @Override
    public Integer call() throws Exception {
        ConfigFile file = ConfigFile.read(config);
        LiveConfig live = file.live(timelines(timelines));
        requireFree("flink.web_port", file.flink().webPort());
        requireFree("flink.prometheus_port", file.flink().prometheusPort());
        try (GracefulShutdown end = GracefulShutdown.onRequest();
                DataDirectory directory = DataDirectory.open(dataDir)) {
            PersonErasure.requireNoneInterrupted(directory);
            ResumePoint continuation = ResumePoint.of(directory, live.timelines());
            if (sendsAlerts(live, file)) {
                Preflight.notifier(live.kafka(), RunningNotifier.groupOf(file.consumerGroup()));
            }
            long run = LiveStart.prepare(live, file.tenants().profiles().values());
            try (PageServer page = page(file);
                    EmbeddedFlink flink = EmbeddedFlink.start(settings(file.flink(), directory))) {
                StreamExecutionEnvironment environment = flink.environment();
                LiveJob.build(environment, live, run, continuation.origin(live.kafka(), Optional.ofNullable(readFrom)));
                JobID job = flink.submit(
                        environment,
                        CrmPulseJob.nameOf(live.timelines()),
                        continuation.state(),
                        continuation.unclaimed());
                continuation.taken(run);
                System.err.printf(
                        Locale.ROOT,
                        "run %d, %s · Kafka %s · ClickHouse %s · Flink %s%s%n",
                        run,
                        continuation,
                        live.kafka(),
                        live.clickHouse(),
                        flink.webAddress() + "/jobs/overview",
                        page == null ? "" : " · boards " + page.address());
                try (RunningJob running = new RunningJob(flink, job, directory, live.clickHouse(), run);
                        RunningNotifier notifier = notifier(live, file);
                        Reconciler reconciler = reconciler(live, file, run)) {
                    await(running, notifier, end);
                }
            }
        }
        return ExitCode.OK;
    }

    private void requireFree(String name, int port) throws IOException {
        if (port != 0 && FreePorts.isUsed(port)) {
            throw new IOException(config + ": port " + port + " of 127.0.0.1 is in use: give another one as " + name);
        }
    }

    /** Null where nobody asked for it. */
    private PageServer page(ConfigFile file) throws IOException {
        if (file.page() == null && pagePort == null) {
            return null;
        }
        return PageServer.start(
                pagePort == null ? file.page().port() : pagePort,
                ProjectFiles.dashboards(),
                file.page() == null ? file.requireClickHouse() : file.page().reader());
    }

    /** Alerts come of the engagement timeline alone: a job without it sends none. */
    private static boolean sendsAlerts(LiveConfig live, ConfigFile file) {
        return live.timelines().contains(Timelines.ENGAGEMENT)
                && !file.tenants().webhooks().isEmpty();
    }

    /** Null where nothing is recomputed. */
    private Reconciler reconciler(LiveConfig live, ConfigFile file, long run) {
        return withoutReconciliation || file.reconciliation() == null
                ? null
                : Reconciler.start(
                        live.clickHouse(),
                        live.timelines(),
                        run,
                        new ReconciliationSettings(
                                file.reconciliation().every(),
                                file.reconciliation().histories(),
                                file.reconciliation().days(),
                                ReconciliationSettings.USUAL.settling()));
    }

    private static RunningNotifier notifier(LiveConfig live, ConfigFile file) throws InterruptedException {
        return sendsAlerts(live, file)
                ? RunningNotifier.start(live.kafka(), file.tenants().webhooks(), file.consumerGroup())
                : RunningNotifier.NONE;
    }

    private void await(RunningJob running, RunningNotifier notifier, GracefulShutdown end) throws Exception {
        Instant until = stay == null ? Instant.MAX : Instant.now().plus(stay);
        while (!end.awaitRequest(LOOK_EVERY) && Instant.now().isBefore(until)) {
            running.check();
            notifier.check();
        }
    }

    private static List<Timeline> timelines(List<String> names) {
        try {
            return CrmPulseJob.timelinesOf(names);
        } catch (IllegalArgumentException unknown) {
            throw new UsageException(unknown.getMessage());
        }
    }

    private static FlinkSettings settings(FlinkSection section, DataDirectory directory) {
        return new FlinkSettings(
                section.parallelism(),
                StateBackend.valueOf(section.state().toUpperCase(Locale.ROOT)),
                section.checkpointInterval(),
                RESTARTS,
                section.webPort(),
                section.prometheusPort(),
                directory.checkpoints(),
                directory.temporary());
    }
}
