package dev.crmpulse.soak.suite;

import dev.crmpulse.cli.stack.ProjectFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Breaks the metrics in every small way and counts how often the tests notice. */
final class MutationSoak implements Soak {
    @Override
    public String name() {
        return "mutation";
    }

    @Override
    public String shows() {
        return "85 % or more of all small changes to the metrics are noticed by their tests";
    }

    @Override
    public boolean run(Sets sets, PrintStream out) throws IOException, InterruptedException {
        Process maven = new ProcessBuilder(List.of(
                        "mvn",
                        "-B",
                        "-ntp",
                        "-Dstyle.color=never",
                        "-Pmutation",
                        "-pl",
                        "metrics",
                        "test-compile",
                        "org.pitest:pitest-maven:mutationCoverage"))
                .directory(ProjectFiles.root().toFile())
                .redirectErrorStream(true)
                .start();
        try (var lines = maven.inputReader()) {
            lines.lines()
                    .filter(line -> line.startsWith(">>") || line.contains("ERROR"))
                    .forEach(out::println);
        }
        return maven.waitFor() == 0;
    }
}
