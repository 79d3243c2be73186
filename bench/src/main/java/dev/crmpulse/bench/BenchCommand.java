package dev.crmpulse.bench;

import dev.crmpulse.cli.command.CommandPlugin;
import dev.crmpulse.cli.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
@Command(name = "bench", description = "How fast: ratios of one run on this machine. Names: end-to-end, live.")
public final class BenchCommand implements CommandPlugin, Callable<Integer> {
    private static final String LIVE = "live";
    private static final List<String> KNOWN = List.of("end-to-end", LIVE);

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
        for (String name : names) {
            Path directory = Files.createTempDirectory("crm-pulse-bench");
            System.err.printf(
                    "%s: writing %,d events to Kafka, then measuring (a few minutes) …%n", name, options.events());
            try {
                measure(name, directory);
            } finally {
                delete(directory);
            }
        }
        return ExitCode.OK;
    }

    private void measure(String name, Path directory) throws Exception {
        if (name.equals(LIVE)) {
            try (LocalStack stack = LocalStack.start(directory, LiveBench.settings())) {
                new LiveBench(stack, System.out).run(options.events());
            }
        } else {
            try (LocalStack stack = LocalStack.start(directory, EndToEndBench.settings())) {
                new EndToEndBench(stack, System.out).run(options);
            }
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
