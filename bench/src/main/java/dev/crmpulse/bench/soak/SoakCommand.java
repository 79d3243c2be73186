package dev.crmpulse.bench.soak;

import dev.crmpulse.local.cli.CommandPlugin;
import dev.crmpulse.local.stack.ProjectFiles;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the long suites by name. */
@Command(
        name = "soak",
        description = "The suites too long for every build. Names: figures, order, kill, cluster, mutation.")
public final class SoakCommand implements CommandPlugin, Callable<Integer> {
    private static final List<Soak> SUITES =
            List.of(new FiguresSoak(), new OrderSoak(), new KillSoak(), new ClusterSoak(), new MutationSoak());

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "which suites (default: all)")
    private List<String> names = SUITES.stream().map(Soak::name).toList();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "directory of the real sets bpi2012 and crm_sales (default: ../shared/data beside the project)")
    private Path data = ProjectFiles.root().resolve("../shared/data").normalize();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        List<Soak> chosen = names.stream().map(this::suite).toList();
        Sets sets = new Sets(data);
        if (!sets.real()) {
            out.println("the real sets are not in " + data + ": the fixture stands in for them");
        }
        boolean held = true;
        for (Soak suite : chosen) {
            out.printf("%n%s: %s%n", suite.name(), suite.shows());
            long started = System.nanoTime();
            boolean suiteHeld = suite.run(sets, out);
            held &= suiteHeld;
            out.printf(
                    Locale.ROOT,
                    "%s %s after %d s%n",
                    suite.name(),
                    suiteHeld ? "held" : "FAILED",
                    (System.nanoTime() - started) / 1_000_000_000L);
        }
        return held ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Soak suite(String name) {
        return SUITES.stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "there is no suite '" + name + "', known are "
                                + SUITES.stream().map(Soak::name).toList()));
    }
}
