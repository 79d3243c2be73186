package dev.crmpulse.bench;

import dev.crmpulse.cli.command.CommandPlugin;
import dev.crmpulse.cli.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs measurements by name. */
@Command(
        name = "bench",
        description = "How fast: ratios of one run on this machine. Names: end-to-end, rivals, live, queries.")
public final class BenchCommand implements CommandPlugin, Callable<Integer> {
    private static final String RIVALS = "rivals";
    private static final String LIVE = "live";
    private static final String QUERIES = "queries";
    private static final List<String> KNOWN = List.of("end-to-end", RIVALS, LIVE, QUERIES);

    /** What is simulated and then copied: whole weeks, long enough for deals to come to an end. */
    private static final Duration PAST = Duration.ofDays(21);

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "what to measure (default: all)")
    private List<String> names = KNOWN;

    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        for (String name : names) {
            if (!KNOWN.contains(name)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "there is no measurement '" + name + "', known are " + KNOWN);
            }
        }
        if (!options.refusal().isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), options.refusal());
        }
        boolean allRight = true;
        for (String name : names) {
            Path directory = Files.createTempDirectory("crm-pulse-bench");
            System.err.println(name + ": " + beginning(name));
            try {
                allRight &= measure(name, directory);
            } finally {
                if (options.keep()) {
                    System.err.println(name + ": the data directory is " + directory);
                } else {
                    delete(directory);
                }
            }
        }
        return allRight ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private String beginning(String name) {
        return name.equals(QUERIES)
                ? String.format("filling %,d facts within ClickHouse, then asking …", options.facts())
                : String.format("writing %,d events to Kafka, then measuring (a few minutes) …", options.events());
    }

    private static LocalStack.Settings settings(String name) {
        return switch (name) {
            case LIVE -> LiveBench.settings();
            case QUERIES -> QueriesBench.settings();
            default -> EndToEndBench.settings();
        };
    }

    /** Returns whether what was measured is right. */
    private boolean measure(String name, Path directory) throws Exception {
        try (LocalStack stack = LocalStack.start(directory, settings(name))) {
            switch (name) {
                case LIVE -> new LiveBench(stack, System.out).run(options.events());
                case QUERIES ->
                    new QueriesBench(stack, System.out, System.err)
                            .run(options.facts(), PAST, AskedQuery.all(Instant.now()), options.repetitions());
                case RIVALS -> {
                    return new RivalsBench(stack, System.out).run(options);
                }
                default -> new EndToEndBench(stack, System.out).run(options);
            }
            return true;
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
