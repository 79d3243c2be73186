package dev.crmpulse.cli.command;

import dev.crmpulse.cli.erasure.PersonErasure;
import dev.crmpulse.cli.replay.BackfillTarget;
import dev.crmpulse.cli.replay.Replay;
import dev.crmpulse.cli.replay.ReplayPlan;
import dev.crmpulse.cli.replay.ReplayReport;
import dev.crmpulse.cli.replay.ReplayTarget;
import dev.crmpulse.cli.stack.DataDirectory;
import dev.crmpulse.cli.stack.JobHost;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.cli.stack.SavedState;
import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.connectors.clickhouse.RefusedRow;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.jobs.config.ConfigFile;
import dev.crmpulse.jobs.config.LiveConfig;
import dev.crmpulse.jobs.live.MomentConverter;
import dev.crmpulse.jobs.live.Preflight;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends files through the whole stack and waits until all of it is written. */
@Command(
        name = "replay",
        description = "Send history through the same jobs that run live; exits when all is written.",
        footer = {
            "",
            "Files: CloudEvents lines (.jsonl), or with a mapping CSV, XES and JSON lines; each also as .gz.",
            "Replays accumulate: the same file again changes nothing and counts duplicates.",
            "Back-fill, then live: replay FILE... --until T --config F, then run all --config F."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final String OWN_DIRECTORY = ".data";

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "what to replay, in this order")
    private List<Path> files;

    @Option(names = "--mapping", paramLabel = "M.yaml", description = "how the files become events")
    private Path mapping;

    @Option(
            names = "--policies",
            paramLabel = "P.yaml",
            arity = "1",
            split = ",",
            description =
                    "rules that this history is evaluated by, of any date; again for more files. Where history was evaluated"
                            + " by others, --rebuild evaluates it anew")
    private List<Path> policyFiles = List.of();

    @Option(
            names = "--data-dir",
            paramLabel = "D",
            description = "directory of all data (default: .data, and .data/run with --config)")
    private Path dataDir;

    @Option(
            names = "--config",
            paramLabel = "F",
            description = "fill the ClickHouse of this file for a live job, which goes on from the data directory")
    private Path config;

    @Option(
            names = "--until",
            paramLabel = "T",
            converter = MomentConverter.class,
            description = "leave out what happened at this moment or later: the live job's topic contains it")
    private Instant until;

    @Option(
            names = "--as-of",
            paramLabel = "T",
            converter = MomentConverter.class,
            description =
                    "evaluate silence up to this moment, such as 2012-03-14T15:00:00Z (default: the largest event time)")
    private Instant asOf;

    @Option(
            names = "--rebuild",
            description = "begin a new run from nothing; it takes back what it does not say itself")
    private boolean rebuild;

    @Option(
            names = "--state",
            paramLabel = "BACKEND",
            defaultValue = "rocksdb",
            description = "where state lies while it runs: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private StateBackend state;

    @Override
    public Integer call() throws Exception {
        refuseFuture();
        Mapping rules = mapping == null ? Mapping.ofCloudEvents() : Mapping.load(mapping);
        List<Policy> policies = policies();
        ReplayPlan plan = new ReplayPlan(
                files,
                rules,
                Optional.ofNullable(asOf),
                Optional.ofNullable(until),
                rebuild ? ReplayPlan.Start.REBUILD : ReplayPlan.Start.RESUME,
                policies,
                0);
        InputFiles.check(plan);
        ReplayReport report = config == null ? intoOwnStores(plan) : backfill(plan);
        ReplaySummary.print(report, System.out);
        requireHorizon(report);
        requireAllStored(report);
        System.out.println(
                config == null
                        ? "next: ./crm-pulse sql --data-dir " + directory(OWN_DIRECTORY)
                                + " \"SELECT outcome, count() FROM crm.deal GROUP BY outcome\""
                        : "next: ./crm-pulse run all --config " + config + " --data-dir "
                                + directory(RunCommand.DIRECTORY));
        return ExitCode.OK;
    }

    private List<Policy> policies() {
        if (policyFiles.isEmpty()) {
            return List.of();
        }
        List<Policy> policies = PolicyFile.readFitting(policyFiles, Policies.NONE);
        PolicyCommand.print(policies, Policies.of(policies));
        return policies;
    }

    /** A moment that has not come: nobody knows what will have been silent until then. */
    private void refuseFuture() {
        Instant latest = Instant.now().plus(IntakeRules.replay().futureTolerance());
        if (asOf != null && asOf.isAfter(latest)) {
            throw new UsageException("--as-of " + asOf + " has not come yet: silence is evaluated up to now at most");
        }
    }

    private static void requireHorizon(ReplayReport report) throws IOException {
        if (report.horizon().isEmpty() && report.events() + report.rejects() > 0) {
            throw new IOException("no event was accepted, so there is no moment up to which silence could be evaluated:"
                    + " crm.dlq says what is wrong with each");
        }
    }

    private static void requireAllStored(ReplayReport report) throws IOException {
        long refused = RefusedRow.REASONS.stream()
                .mapToLong(reason -> report.deadLetters().getOrDefault(reason, 0L))
                .sum();
        if (refused > 0) {
            throw new IOException(String.format(
                            Locale.ROOT,
                            "tables refused %,d %s, missing from all figures now:",
                            refused,
                            refused == 1 ? "row" : "rows")
                    + " crm.dlq says which and why, verify names them; alter the tables back and replay with"
                    + " --rebuild");
        }
    }

    private ReplayReport intoOwnStores(ReplayPlan plan) throws Exception {
        Path path = directory(OWN_DIRECTORY);
        DataDirectory directory = open(path, Purpose.REPLAY);
        try (ReplayProgress progress = new ReplayProgress()) {
            progress.starting("ClickHouse, Kafka and Flink", path);
            try (LocalStack stack = LocalStack.start(directory, settings())) {
                progress.started(stack.host(), stack.endpoint());
                return new Replay(stack, progress).run(plan);
            }
        }
    }

    private ReplayReport backfill(ReplayPlan plan) throws Exception {
        if (until == null) {
            throw new UsageException("with --config, --until T is needed: the moment from which topic " + Topics.EVENTS
                    + " contains what happens, such as 2026-11-01T00:00:00Z");
        }
        ConfigFile file = ConfigFile.read(config);
        LiveConfig live = file.live(Timelines.ALL);
        Path path = directory(RunCommand.DIRECTORY);
        try (DataDirectory directory = open(path, Purpose.BACKFILL);
                ReplayProgress progress = new ReplayProgress()) {
            Preflight.kafka(live);
            Preflight.clickHouse(live.clickHouse());
            progress.starting("Kafka and Flink", path);
            try (JobHost host = JobHost.start(directory, settings())) {
                progress.started(host, live.clickHouse());
                ReplayTarget target =
                        new BackfillTarget(live, file.tenants().profiles().values());
                return new Replay(host, target, progress).run(plan);
            }
        }
    }

    /** Takes the directory, unless it is used for something else or its time is over: that is known before anything starts. */
    private DataDirectory open(Path path, Purpose purpose) throws IOException {
        DataDirectory directory = DataDirectory.open(path);
        try {
            PersonErasure.requireNoneInterrupted(directory);
            if (!rebuild) {
                SavedState saved = new SavedState(directory);
                saved.require(purpose);
                if (asOf != null) {
                    saved.requireNotOver(asOf, saved.horizon());
                }
            }
            return directory;
        } catch (IOException usedOtherwise) {
            directory.close();
            throw usedOtherwise;
        }
    }

    private Path directory(String otherwise) {
        return dataDir == null ? Path.of(otherwise) : dataDir;
    }

    private LocalStack.Settings settings() {
        return new LocalStack.Settings(2, state, Duration.ofSeconds(10), 10, 0);
    }
}
