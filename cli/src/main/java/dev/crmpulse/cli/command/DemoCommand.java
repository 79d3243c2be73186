package dev.crmpulse.cli.command;

import dev.crmpulse.cli.demo.Demo;
import dev.crmpulse.cli.demo.DemoReport;
import dev.crmpulse.cli.demo.DemoSettings;
import dev.crmpulse.cli.erasure.PersonErasure;
import dev.crmpulse.cli.live.GracefulShutdown;
import dev.crmpulse.cli.stack.DataDirectory;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.cli.stack.SavedState;
import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.embedded.port.FreePorts;
import dev.crmpulse.page.PageServer;
import dev.crmpulse.verify.reconciliation.ReconciliationSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Shows a sales organisation at work: a simulated CRM, the jobs, the figures. */
@Command(
        name = "demo",
        description = {
            "All on this machine: a simulated CRM → Kafka → Flink → ClickHouse, with three weeks of past, and boards.",
            "Ctrl-C ends it with a summary. Each demo begins anew."
        })
final class DemoCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);

    /** What a manager looks at first; links lead to the others, and to the same in Chinese. */
    /** Asked anew more often than elsewhere: what happens on the command line is to be seen while one looks. */
    private static final String FIRST_BOARD = "crm-sla-promises-en?refresh=5s";

    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(2);
    private static final Duration PAST = Duration.ofDays(21);
    private static final Duration ALLOWANCE = Duration.ofSeconds(5);

    /** Often enough to be seen while one looks, and a small part of a core. */
    private static final ReconciliationSettings RECONCILIATION =
            new ReconciliationSettings(Duration.ofMinutes(1), 50, 4, Duration.ofSeconds(10));

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            defaultValue = "50/s",
            converter = RateConverter.class,
            description = "events a second (default: ${DEFAULT-VALUE})")
    private long eventsPerSecond;

    @Option(
            names = "--for",
            paramLabel = "90s",
            converter = DurationConverter.class,
            description = "end after this long, counted from the first live event (default: at Ctrl-C)")
    private Duration stay;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "0",
            description = "port of this machine at which the boards are shown (default: any)")
    private int port;

    @Option(
            names = "--flink-port",
            paramLabel = "P",
            defaultValue = "0",
            description = "port where Flink shows jobs and metrics as JSON (default: any, named in the log)")
    private int flinkPort;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "another one gives other leads (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--data-dir",
            paramLabel = "D",
            defaultValue = ".data",
            description = "directory of all data (default: ${DEFAULT-VALUE})")
    private Path dataDir;

    @Option(names = "--no-reconcile", description = "recompute nothing beside the job (default: 50 histories a minute)")
    private boolean withoutReconciliation;

    @Override
    public Integer call() throws Exception {
        requireFree("--port", port);
        requireFree("--flink-port", flinkPort);
        DataDirectory directory = DataDirectory.open(dataDir);
        try {
            PersonErasure.requireNoneInterrupted(directory);
            new SavedState(directory).require(Purpose.DEMO);
        } catch (IOException usedOtherwise) {
            directory.close();
            throw usedOtherwise;
        }
        DemoProgress progress = new DemoProgress(dataDir);
        progress.starting();
        try (GracefulShutdown end = GracefulShutdown.onRequest()) {
            progress.summary(run(directory, progress, end));
        }
        return ExitCode.OK;
    }

    private static void requireFree(String option, int port) throws IOException {
        if (port != 0 && FreePorts.isUsed(port)) {
            throw new IOException("port " + port + " of 127.0.0.1 is in use: choose another one with " + option
                    + ", or leave it out for any that is free");
        }
    }

    private DemoReport run(DataDirectory directory, DemoProgress progress, GracefulShutdown end) throws Exception {
        try (LocalStack stack = LocalStack.start(
                        directory, new LocalStack.Settings(2, StateBackend.ROCKSDB, CHECKPOINT_EVERY, 10, flinkPort));
                PageServer page = stack.servePage(port)) {
            LOG.info(
                    "ClickHouse {}, Kafka {}, Flink {}/jobs/overview",
                    stack.endpoint(),
                    stack.kafka(),
                    stack.flink().webAddress());
            progress.started(page.board(FIRST_BOARD));
            DemoSettings settings = new DemoSettings(
                    eventsPerSecond,
                    PAST,
                    seed,
                    ALLOWANCE,
                    progress.reportEvery(),
                    withoutReconciliation ? Optional.empty() : Optional.of(RECONCILIATION));
            return new Demo(stack, settings, progress).run(Optional.ofNullable(stay), end);
        }
    }
}
