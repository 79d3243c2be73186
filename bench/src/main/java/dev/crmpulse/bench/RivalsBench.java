package dev.crmpulse.bench;

import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.embedded.flink.StateBackend;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Measures first response, stage dwell and sales cycle on the way of crm-pulse and on others, from the same topic in the same
 * sitting, after each rival has shown on a shorter history that it finds the same facts.
 */
final class RivalsBench {
    /** Of the history that facts are compared on. */
    private static final int COMPARED_EVENTS = 20_000;

    private final LocalStack stack;
    private final PrintStream out;

    RivalsBench(LocalStack stack, PrintStream out) {
        this.stack = stack;
        this.out = out;
    }

    /** Returns whether all rivals are right; else nothing is measured. */
    boolean run(BenchOptions options) throws Exception {
        try (StreamsProcess streams =
                StreamsProcess.start(stack.kafka(), stack.directory().temporary())) {
            StreamsContender scale = new StreamsContender(streams, true);
            List<Rival> rivals = List.of(
                    scale,
                    new StreamsContender(streams, false),
                    new DataStreamContender(StateBackend.HEAP),
                    new DataStreamContender(StateBackend.ROCKSDB),
                    new SqlContender(StateBackend.HEAP),
                    new SqlContender(StateBackend.ROCKSDB));
            PathLayout layout = new PathLayout(stack);
            List<Contender> all = new ArrayList<>(rivals);
            all.add(layout.job("crm-pulse, heap", BenchPath.THREE_HEAP));
            all.add(layout.job("crm-pulse, RocksDB", BenchPath.THREE_ROCKSDB));
            all.removeIf(contender -> !contender.title().contains(options.only()));
            if (!areRight(rivals.stream().filter(all::contains).toList(), options)) {
                return false;
            }
            measure(all, scale, options);
            return true;
        }
    }

    private boolean areRight(List<Rival> rivals, BenchOptions options) throws Exception {
        int events = Math.min(COMPARED_EVENTS, options.events());
        OwnFacts own = new OwnFacts();
        new BenchTopic(stack.kafka())
                .fill(to -> BenchEvents.make(events, options.mixed(events), (key, json) -> {
                    own.take(json);
                    to.accept(key, json);
                }));
        Map<String, String> facts = own.facts();
        boolean areRight = true;
        for (Rival rival : rivals) {
            Optional<String> difference = firstDifference(rival.facts(stack), facts);
            difference.ifPresent(first -> out.printf("%s is wrong: %s%n", rival.title(), first));
            areRight &= difference.isEmpty();
        }
        if (areRight && !rivals.isEmpty()) {
            out.printf(Locale.ROOT, "%,d facts of %,d events: all find the same as crm-pulse%n", facts.size(), events);
        }
        return areRight;
    }

    /** The first fact, by what it is about, that is not the same. */
    static Optional<String> firstDifference(Map<String, String> found, Map<String, String> right) {
        TreeSet<String> all = new TreeSet<>(found.keySet());
        all.addAll(right.keySet());
        return all.stream()
                .filter(about -> !right.getOrDefault(about, "").equals(found.get(about)))
                .findFirst()
                .map(about -> about + ": '" + found.getOrDefault(about, "nothing") + "' instead of '"
                        + right.getOrDefault(about, "nothing") + "'");
    }

    private void measure(List<Contender> all, Contender scale, BenchOptions options) throws Exception {
        int[] leads = new int[1];
        HistoryShape shape = options.mixed();
        new BenchTopic(stack.kafka()).fill(to -> leads[0] = BenchEvents.make(options.events(), shape, to));
        out.printf("%n%s%n", shape.describe(options.events(), leads[0]));
        out.printf("%-47s %10s %9s %7s%n", "M1, M4, M5 without a sink", "events/s", "CPU µs", "ratio");
        for (int round = 0; round <= options.rounds(); round++) {
            double scaleMicros = Double.NaN;
            for (Contender contender : all) {
                Measurement measured = contender.run(stack, options.events());
                scaleMicros = contender.equals(scale) ? measured.cpuMicrosPerEvent() : scaleMicros;
                out.printf(
                        Locale.ROOT,
                        "%-47s %,10.0f %9.2f %7s%n",
                        (round == 0 ? "cold " : "     ") + contender.title(),
                        measured.eventsPerSecond(),
                        measured.cpuMicrosPerEvent(),
                        Double.isNaN(scaleMicros)
                                ? ""
                                : String.format(Locale.ROOT, "%.2f", measured.cpuMicrosPerEvent() / scaleMicros));
            }
        }
        out.println();
        out.println("CPU: user and system time, Kafka's included, less the compilers' of the JVM. ratio: to "
                + scale.title());
        out.println(
                "in the same round. cold: the first round. Commits and checkpoints every ten seconds; all but crm-pulse");
        out.println("compute no windows, no corrections and no durations in working time.");
    }
}
