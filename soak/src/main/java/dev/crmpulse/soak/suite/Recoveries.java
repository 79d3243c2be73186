package dev.crmpulse.soak.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long it took until what was sent after a kill could be asked for, by victim. */
final class Recoveries {
    private final Map<ClusterVictim, List<Duration>> byVictim = new EnumMap<>(ClusterVictim.class);

    void add(ClusterVictim victim, Duration untilFresh) {
        byVictim.computeIfAbsent(victim, first -> new ArrayList<>()).add(untilFresh);
    }

    void print(PrintStream out) {
        out.printf(Locale.ROOT, "%n%-14s %4s %14s %14s%n", "fresh again", "n", "median, s", "greatest, s");
        byVictim.forEach((victim, all) -> {
            List<Duration> sorted = all.stream().sorted().toList();
            out.printf(
                    Locale.ROOT,
                    "%-14s %4d %14.1f %14.1f%n",
                    victim,
                    sorted.size(),
                    median(sorted),
                    seconds(sorted.get(sorted.size() - 1)));
        });
        out.println();
    }

    private static double median(List<Duration> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? seconds(sorted.get(half))
                : (seconds(sorted.get(half - 1)) + seconds(sorted.get(half))) / 2;
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
