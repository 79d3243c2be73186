package dev.crmpulse.local.cli;

import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.local.flink.StateBackend;
import dev.crmpulse.local.port.FreePorts;
import dev.crmpulse.local.replay.Replay;
import dev.crmpulse.local.replay.ReplayPlan;
import dev.crmpulse.local.replay.ReplayReport;
import dev.crmpulse.local.stack.DataDirectory;
import dev.crmpulse.local.stack.LocalStack;
import dev.crmpulse.local.stack.ProjectFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Sends the fixture through the whole stack at a steady rate and shows what came of it. */
@Command(
        name = "demo",
        description = "All on this machine: a small CRM history → Kafka → Flink → ClickHouse, then counts per view.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--rate",
            paramLabel = "N/s",
            defaultValue = "500/s",
            converter = RateConverter.class,
            description = "events a second (default: ${DEFAULT-VALUE})")
    private long eventsPerSecond;

    @Option(
            names = "--for",
            paramLabel = "90s",
            converter = DurationConverter.class,
            description = "keep the stack up for this long after the history is in (default: end at once)")
    private Duration stay = Duration.ZERO;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "0",
            description = "port of Flink's web page (default: any)")
    private int port;

    @Option(
            names = "--data-dir",
            paramLabel = "D",
            defaultValue = ".data/demo",
            description = "directory of all data (default: ${DEFAULT-VALUE})")
    private Path dataDir;

    @Override
    public Integer call() throws Exception {
        Path fixture = ProjectFiles.root().resolve("local/fixture/loans.xes");
        Path mapping = ProjectFiles.root().resolve("local/mappings/bpi2012.yaml");
        ReplayPlan plan = new ReplayPlan(
                List.of(fixture), Mapping.load(mapping), Optional.empty(), ReplayPlan.Start.RESUME, eventsPerSecond);
        if (port != 0 && FreePorts.isUsed(port)) {
            throw new IOException(
                    "port " + port + " of 127.0.0.1 is in use: choose another one with --port, or leave it"
                            + " out for any that is free");
        }
        DataDirectory directory = DataDirectory.open(dataDir);
        try (ReplayProgress progress = new ReplayProgress()) {
            progress.starting(dataDir);
            try (LocalStack stack = LocalStack.start(
                    directory, new LocalStack.Settings(2, StateBackend.ROCKSDB, Duration.ofSeconds(2), 10, port))) {
                progress.started(stack);
                ReplayReport report = new Replay(stack, progress).run(plan);
                ReplaySummary.print(report, dataDir, System.out);
                Thread.sleep(stay.toMillis());
            }
        }
        return ExitCode.OK;
    }
}
