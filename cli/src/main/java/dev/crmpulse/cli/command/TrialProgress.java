package dev.crmpulse.cli.command;

import dev.crmpulse.verify.trial.TrialWatcher;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how a trial goes where it takes more than two seconds: a bar on a terminal, elsewhere a line now and then. */
final class TrialProgress implements TrialWatcher, AutoCloseable {
    private static final String TASK = "evaluating history";
    private static final long FIRST_NANOS = 2_000_000_000L;
    private static final long LINE_EVERY_NANOS = 5_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private long total;
    private long nextNanos;
    private ProgressBar bar;

    TrialProgress() {
        this(System.err, Terminal.showsErrors(), System::nanoTime);
    }

    /** @param terminal whether the cursor may be moved */
    TrialProgress(PrintStream out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public void begins(long deliveries) {
        total = deliveries;
        nextNanos = nanoTime.getAsLong() + FIRST_NANOS;
    }

    @Override
    public void at(long deliveries) {
        if (bar != null) {
            bar.stepTo(deliveries);
        } else if (nanoTime.getAsLong() - nextNanos >= 0) {
            nextNanos = nanoTime.getAsLong() + LINE_EVERY_NANOS;
            if (terminal) {
                bar = new ProgressBarBuilder()
                        .setTaskName(TASK)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setUpdateIntervalMillis(200)
                        .setConsumer(new ConsoleProgressBarConsumer(out))
                        .build();
                bar.stepTo(deliveries);
            } else {
                out.printf(
                        Locale.ROOT,
                        "%s: %d %%, %s%n",
                        TASK,
                        100 * deliveries / Math.max(1, total),
                        Counts.of(deliveries, "event"));
            }
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
