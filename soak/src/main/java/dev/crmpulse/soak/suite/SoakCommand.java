package dev.crmpulse.soak.suite;

import dev.crmpulse.cli.command.CommandPlugin;
import dev.crmpulse.cli.stack.ProjectFiles;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
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
        description = "The suites too long for every build. Names: figures, order, replay-kill, cluster, kill, upgrade,"
                + " outage, memory, fuzz, mutation, boards, load, million.")
public final class SoakCommand implements CommandPlugin, Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "which suites (default: all)")
    private List<String> names = List.of();

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "25",
            description = "kill: how many processes are killed (default: ${DEFAULT-VALUE})")
    private int kills;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "replay-kill, kill, fuzz: what is sent and when the kills strike (default: another one each time)")
    private Long seed;

    @Option(
            names = "--outage",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "outage: how long the broker is down, 60 or more (default: ${DEFAULT-VALUE})")
    private int outageSeconds;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "20",
            description = "memory: how long it watches, 8 or more (default: ${DEFAULT-VALUE})")
    private int minutes;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "100000",
            description = "fuzz: how many records are sent (default: ${DEFAULT-VALUE})")
    private int records;

    @Option(
            names = "--entities",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "million: how many leads live and end (default: ${DEFAULT-VALUE})")
    private int entities;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "directory of the real sets bpi2012 and crm_sales (default: ../shared/data beside the project)")
    private Path data = ProjectFiles.root().resolve("../shared/data").normalize();

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "boards: directory of the screenshots (default: soak/target/boards in the project)")
    private Path pictures = ProjectFiles.root().resolve("soak/target/boards");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        requireAtLeast("--kills", kills, 1);
        requireAtLeast("--minutes", minutes, 8);
        requireAtLeast("--records", records, 1);
        requireAtLeast("--entities", entities, 1_000);
        requireAtLeast("--outage", outageSeconds, 60);
        List<Soak> chosen = chosen();
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

    private List<Soak> chosen() {
        List<Soak> all = List.of(
                new FiguresSoak(),
                new OrderSoak(),
                new ReplayKillSoak(anySeed()),
                new ClusterSoak(),
                new KillSoak(anySeed(), kills),
                new UpgradeSoak(),
                new OutageSoak(Duration.ofSeconds(outageSeconds)),
                new MemorySoak(minutes),
                new FuzzSoak(anySeed(), records),
                new MutationSoak(),
                new BoardsSoak(pictures),
                new LoadSoak(),
                new MillionSoak(entities));
        return names.isEmpty()
                ? all
                : names.stream().map(name -> suite(name, all)).toList();
    }

    private long anySeed() {
        return seed == null ? System.nanoTime() : seed;
    }

    private Soak suite(String name, List<Soak> all) {
        return all.stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("there is no suite '" + name + "', known are "
                        + all.stream().map(Soak::name).toList()));
    }

    private void requireAtLeast(String option, int value, int least) {
        if (value < least) {
            throw wrong(option + " is " + value + ", and must be " + least + " or more");
        }
    }

    private CommandLine.ParameterException wrong(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }
}
