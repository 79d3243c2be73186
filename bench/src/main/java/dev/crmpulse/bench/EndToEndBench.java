package dev.crmpulse.bench;

import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.embedded.flink.StateBackend;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures what events cost on their way through the pipeline, all paths in one run, so that their ratios hold on a shared and
 * noisy machine. Everything, Kafka and ClickHouse too, runs on the same cores.
 */
final class EndToEndBench {
    private static final int ONE_LEAD_EVENTS = 50_000;
    private static final int CHECKPOINTS = 100;
    private static final Duration SHORT_INTERVAL = Duration.ofMillis(200);

    private final LocalStack stack;
    private final PrintStream out;

    EndToEndBench(LocalStack stack, PrintStream out) {
        this.stack = stack;
        this.out = out;
    }

    void run(BenchOptions options) throws Exception {
        BenchTopic topic = new BenchTopic(stack.kafka());
        PathLayout layout = new PathLayout(stack);
        for (HistoryShape shape : List.of(options.mixed(), HistoryShape.inOrder())) {
            int[] leads = new int[1];
            topic.fill(to -> leads[0] = BenchEvents.make(options.events(), shape, to));
            out.printf("%n%s%n", shape.describe(options.events(), leads[0]));
            Measurement.printHeader(out);
            List<BenchPath> paths = Arrays.stream(BenchPath.values())
                    .filter(path -> path.title().contains(options.only()))
                    .toList();
            for (int round = 0; round <= options.rounds(); round++) {
                for (BenchPath path : paths) {
                    Measurement measured = layout.job(path).run(stack, options.events());
                    measured.print(out, (round == 0 ? "cold " : "     ") + path.title());
                }
            }
        }
        topic.fill(
                to -> BenchEvents.make(ONE_LEAD_EVENTS, HistoryShape.inOrder().withLeads(100), to));
        measureOverCheckpoints(
                String.format(Locale.ROOT, "%,d leads", ONE_LEAD_EVENTS / BenchEvents.EVENTS_PER_LEAD),
                layout,
                options);
        topic.fill(to -> BenchEvents.makeOneLead(ONE_LEAD_EVENTS, to));
        measureOverCheckpoints("1 lead", layout, options);
        out.println();
        out.println(
                "CPU: user and system time, of Kafka and Flink together less the compilers' of the JVM, and of ClickHouse;");
        out.println("it holds on a busy machine too. cold: the first round, in which the JVM warms up.");
    }

    /** The same number of events of few and of many leads, over a hundred checkpoints, which cost more than so few events. */
    private void measureOverCheckpoints(String leads, PathLayout layout, BenchOptions options) throws Exception {
        Pace pace = new Pace(SHORT_INTERVAL, ONE_LEAD_EVENTS / CHECKPOINTS);
        for (BenchPath path : List.of(BenchPath.ALL_HEAP, BenchPath.ALL_ROCKSDB)) {
            String title = String.format(
                    Locale.ROOT,
                    "     %,d events of %s, %d checkpoints, %s",
                    ONE_LEAD_EVENTS,
                    leads,
                    CHECKPOINTS,
                    path.backend());
            if (title.contains(options.only())) {
                layout.job(title, path, pace).run(stack, ONE_LEAD_EVENTS).print(out, title);
            }
        }
    }

    /** Settings of the stack around the measured clusters; its own cluster stays idle. */
    static LocalStack.Settings settings() {
        return new LocalStack.Settings(1, StateBackend.HEAP, Duration.ofMinutes(10), 0, 0);
    }
}
