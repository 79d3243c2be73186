package dev.crmpulse.local.cli;

import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.local.flink.StateBackend;
import dev.crmpulse.local.replay.Replay;
import dev.crmpulse.local.replay.ReplayPlan;
import dev.crmpulse.local.replay.ReplayReport;
import dev.crmpulse.local.stack.DataDirectory;
import dev.crmpulse.local.stack.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends files through the whole stack and waits until all of it is written. */
@Command(
        name = "replay",
        description = "Send history through the same jobs that run live; exits when all is written.",
        footer = {
            "",
            "Files: CloudEvents lines (.jsonl), or with a mapping CSV, XES and JSON lines; each also as .gz.",
            "Replays accumulate: the same file again changes nothing and counts duplicates."
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "what to replay, in this order")
    private List<Path> files;

    @Option(names = "--mapping", paramLabel = "M.yaml", description = "how the files become events")
    private Path mapping;

    @Mixin
    private DataDirOption dataDir;

    @Option(
            names = "--as-of",
            paramLabel = "T",
            converter = InstantConverter.class,
            description =
                    "judge silence up to this moment, such as 2012-03-14T15:00:00Z (default: the largest event time)")
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
        Mapping rules = mapping == null ? Mapping.ofCloudEvents() : Mapping.load(mapping);
        ReplayPlan plan = new ReplayPlan(
                files,
                rules,
                Optional.ofNullable(asOf),
                rebuild ? ReplayPlan.Start.REBUILD : ReplayPlan.Start.RESUME,
                0);
        InputFiles.check(plan);
        ReplayReport report;
        DataDirectory directory = DataDirectory.open(dataDir.path());
        try (ReplayProgress progress = new ReplayProgress()) {
            progress.starting(dataDir.path());
            try (LocalStack stack =
                    LocalStack.start(directory, new LocalStack.Settings(2, state, Duration.ofSeconds(10), 10, 0))) {
                progress.started(stack);
                report = new Replay(stack, progress).run(plan);
            }
        }
        ReplaySummary.print(report, dataDir.path(), System.out);
        return ExitCode.OK;
    }
}
