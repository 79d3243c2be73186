package dev.crmpulse.cli.command;

import dev.crmpulse.cli.erasure.ErasureReport;
import dev.crmpulse.cli.erasure.PersonErasure;
import dev.crmpulse.cli.erasure.StoppedJob;
import dev.crmpulse.cli.replay.BackfillTarget;
import dev.crmpulse.cli.replay.ReplayTarget;
import dev.crmpulse.cli.stack.DataDirectory;
import dev.crmpulse.cli.stack.FileTree;
import dev.crmpulse.cli.stack.JobHost;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.cli.stack.SavedState;
import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.cli.stack.SavedState.Use;
import dev.crmpulse.connectors.clickhouse.ErasureJournal.Pending;
import dev.crmpulse.connectors.cloudevents.Erasure;
import dev.crmpulse.connectors.cloudevents.PersonKind;
import dev.crmpulse.jobs.config.ConfigFile;
import dev.crmpulse.jobs.config.LiveConfig;
import dev.crmpulse.jobs.live.Preflight;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Erases a person from all that a data directory holds; the figures stay. */
@Command(
        name = "erase",
        description = "Erase a person: a pseudonym that leads nowhere takes the place of the id, and the figures stay.",
        footer = {
            "",
            "There is no way back. Files that the history came from are not touched: whoever replays them again brings",
            "the person back."
        })
final class EraseCommand implements Callable<Integer> {
    private static final String OWN_DIRECTORY = ".data";

    @Parameters(index = "0", arity = "0..1", paramLabel = "TENANT", description = "whose data it is")
    private String tenant;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PERSON",
            description = "kind and id, such as rep/R-7 or customer/C-4; person/R-7 is whoever has the id")
    private String person;

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            arity = "1",
            description = "what people write of the person in texts, such as a name or an address; again for more")
    private List<String> names = List.of();

    @Option(
            names = "--pending",
            description = "erase those whom events (person.erased) ask for, and finish what was interrupted")
    private boolean pending;

    @Option(
            names = "--data-dir",
            paramLabel = "D",
            description = "directory of all data (default: .data, and .data/run with --config)")
    private Path dataDir;

    @Option(
            names = "--config",
            paramLabel = "F",
            description =
                    "erase from the ClickHouse of this file; the job, which is stopped before, goes on from the data directory")
    private Path config;

    @Override
    public Integer call() throws Exception {
        if (pending == (tenant != null) || (tenant != null) != (person != null)) {
            throw new UsageException("name a TENANT and a PERSON, such as acme rep/R-7, or say --pending");
        }
        Optional<Erasure> asked = pending ? Optional.empty() : Optional.of(erasure(tenant, person));
        return config == null ? inOwnStores(asked) : inThoseOfTheJob(asked);
    }

    private int inOwnStores(Optional<Erasure> asked) throws Exception {
        DataDirectory directory = open(dataDir == null ? Path.of(OWN_DIRECTORY) : dataDir);
        try (ReplayProgress progress = new ReplayProgress()) {
            progress.starting("ClickHouse, Kafka and Flink", directory.root());
            Optional<Purpose> interrupted = PersonErasure.interrupted(directory);
            Purpose purpose = purpose(directory).orElseThrow();
            try (LocalStack stack = LocalStack.start(directory, LocalStack.Settings.ofReplay())) {
                progress.started(stack.host(), stack.endpoint());
                return erase(new PersonErasure(stack, purpose, progress), interrupted.isPresent(), asked);
            }
        }
    }

    private int inThoseOfTheJob(Optional<Erasure> asked) throws Exception {
        ConfigFile file = ConfigFile.read(config);
        LiveConfig live = file.live(Timelines.ALL);
        Path path = dataDir == null ? Path.of(RunCommand.DIRECTORY) : dataDir;
        if (!Files.isDirectory(path)) {
            throw new UsageException(
                    "there is no directory " + path + ": name that of the job, which run --config has filled");
        }
        try (DataDirectory directory = DataDirectory.open(path);
                ReplayProgress progress = new ReplayProgress()) {
            boolean isInterrupted = isInterrupted(directory);
            if (!isInterrupted) {
                StoppedJob.require(directory);
            }
            Preflight.kafka(live);
            Preflight.eraser(live.clickHouse());
            if (!isInterrupted) {
                StoppedJob.requireIts(directory, live.clickHouse());
            }
            // of jobs that were killed, whatever they held
            FileTree.empty(directory.temporary());
            progress.starting("Kafka and Flink", path);
            try (JobHost host = JobHost.start(directory, LocalStack.Settings.ofReplay())) {
                progress.started(host, live.clickHouse());
                ReplayTarget target =
                        new BackfillTarget(live, file.tenants().profiles().values());
                int exitCode = erase(new PersonErasure(host, target, progress), isInterrupted, asked);
                System.out.println("next: ./crm-pulse run all --config " + config + " --data-dir " + path
                        + "; topics keep what they have until their retention is over");
                return exitCode;
            }
        }
    }

    private static boolean isInterrupted(DataDirectory directory) throws IOException {
        Optional<Purpose> interrupted = PersonErasure.interrupted(directory);
        if (interrupted.isPresent() && interrupted.get() != Purpose.BACKFILL) {
            throw new IOException(
                    "an erasure of the stores in " + directory.root() + " was interrupted: finish it without --config");
        }
        return interrupted.isPresent();
    }

    private int erase(PersonErasure erasure, boolean isInterrupted, Optional<Erasure> asked) throws Exception {
        if (isInterrupted) {
            print(erasure.finish());
            if (asked.isEmpty()) {
                System.out.println("an interrupted erasure is finished: give the command again for others");
                return ExitCode.OK;
            }
            // what was interrupted does not say whom it was of
            System.err.println("crm-pulse: an interrupted erasure is finished, and " + person + " of " + tenant
                    + " was not looked for: give the command again");
            return ExitCode.SOFTWARE;
        }
        List<Erasure> erasures = asked.isPresent() ? List.of(asked.get()) : requested(erasure.pending());
        if (erasures.isEmpty()) {
            System.out.println("nobody is to be erased");
            return ExitCode.OK;
        }
        ErasureReport report = erasure.erase(erasures);
        print(report);
        return report.policies().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Erasure erasure(String ofTenant, String subject) {
        int slash = subject.indexOf('/');
        Optional<PersonKind> kind = slash < 0 ? Optional.empty() : PersonKind.named(subject.substring(0, slash));
        if (kind.isEmpty() || slash == subject.length() - 1) {
            throw new UsageException(
                    "'" + subject + "' names no person: say kind/id, where the kind is one of " + PersonKind.labels());
        }
        return Erasure.of(ofTenant, kind.get(), subject.substring(slash + 1), names);
    }

    private List<Erasure> requested(List<Pending> all) {
        List<Erasure> erasures = new ArrayList<>();
        for (Pending each : all) {
            erasures.add(erasure(each.tenant(), each.subject()));
        }
        return erasures;
    }

    /** Takes the directory where history can be evaluated anew from what is in it. */
    private static DataDirectory open(Path path) throws IOException {
        if (!Files.isDirectory(path.resolve("clickhouse"))) {
            throw new UsageException("there is no data in " + path
                    + ": name the directory of a replay or a demo with --data-dir, or the configuration of a job with"
                    + " --config");
        }
        DataDirectory directory = DataDirectory.open(path);
        try {
            requireOwnStores(directory);
            // of jobs that were killed, whatever they held
            FileTree.empty(directory.temporary());
            return directory;
        } catch (IOException usedOtherwise) {
            directory.close();
            throw usedOtherwise;
        }
    }

    private static void requireOwnStores(DataDirectory directory) throws IOException {
        Optional<Purpose> purpose = purpose(directory);
        if (purpose.isEmpty() || !Set.of(Purpose.REPLAY, Purpose.DEMO).contains(purpose.get())) {
            throw new IOException("data directory " + directory.root() + " holds "
                    + purpose.map(Purpose::toString).orElse("no history")
                    + (purpose.isEmpty() ? "" : ": name its ClickHouse with --config"));
        }
    }

    private static Optional<Purpose> purpose(DataDirectory directory) throws IOException {
        Optional<Purpose> interrupted = PersonErasure.interrupted(directory);
        return interrupted.isPresent()
                ? interrupted
                : new SavedState(directory).use().map(Use::purpose);
    }

    private static void print(ErasureReport report) {
        for (ErasureReport.Person erased : report.persons()) {
            System.out.println("erased        " + erased.kind().label() + "/" + erased.pseudonym() + " of "
                    + erased.tenant() + ": " + Counts.of(erased.events(), "event") + " rewritten, "
                    + Counts.of(erased.deadLetters(), "dead letter") + " dropped");
        }
        System.out.println("evaluated     " + Counts.of(report.delivered(), "event") + " anew, run " + report.run()
                + "; rows, state and topics of earlier runs are deleted");
        if (report.late() > 0) {
            System.out.println("counted       " + Counts.of(report.late(), "event")
                    + " that had come too late, as replay --rebuild does");
        }
        for (String policy : report.policies()) {
            System.err.println("crm-pulse: " + policy
                    + " names the person: apply a version that does not, and mend the file it came from");
        }
    }
}
