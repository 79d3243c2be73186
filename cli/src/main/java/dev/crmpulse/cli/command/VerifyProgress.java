package dev.crmpulse.cli.command;

import dev.crmpulse.verify.check.Difference;
import dev.crmpulse.verify.check.MetricCheck;
import dev.crmpulse.verify.check.VerificationWatcher;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Shows how a verification goes: each metric on the output as soon as it is compared; what is being done, on a line that
 * changes where a person looks at it, and as a line now and then elsewhere.
 */
final class VerifyProgress implements VerificationWatcher, AutoCloseable {
    private static final long CHANGE_EVERY_NANOS = 200_000_000L;
    private static final long LINE_EVERY_NANOS = 5_000_000_000L;
    private static final String CLEARED_LINE = "\r\u001b[K";

    private final PrintStream out = System.out;
    private final PrintStream progress = System.err;
    private final boolean terminal = Terminal.isInteractive();
    /** What is compared once more is not shown once more. */
    private final Set<String> shown = new HashSet<>();

    private String task = "";
    private String unit = "";
    private long total;
    private long lastNanos = System.nanoTime();

    @Override
    public void begins(String newTask, long newTotal, String newUnit) {
        task = newTask;
        total = newTotal;
        unit = newUnit;
        if (terminal) {
            show(task + " …");
        } else if (total > 0) {
            show(String.format(Locale.ROOT, "%s: %,d %s", task, total, unit));
        }
    }

    @Override
    public void at(long done) {
        if (System.nanoTime() - lastNanos > (terminal ? CHANGE_EVERY_NANOS : LINE_EVERY_NANOS)) {
            show(String.format(
                    Locale.ROOT, "%s: %d %%, %,d of %,d %s", task, 100 * done / Math.max(1, total), done, total, unit));
        }
    }

    @Override
    public void again() {
        clear();
        progress.println("ClickHouse died and is there again: comparing once more from the beginning");
    }

    @Override
    public void checked(MetricCheck check) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-10s %-18s %-9s %,12d rows  %s%n",
                check.metric(),
                check.view(),
                check.kind(),
                check.rows(),
                check.outcome()));
        for (Difference difference : check.differences()) {
            text.append(String.format("     %s%n", difference.text()));
        }
        clear();
        if (shown.add(text.toString())) {
            out.print(text);
            out.flush();
        }
    }

    @Override
    public void close() {
        clear();
    }

    private void show(String line) {
        lastNanos = System.nanoTime();
        if (terminal) {
            progress.print(CLEARED_LINE + line);
            progress.flush();
        } else {
            progress.println(line);
        }
    }

    private void clear() {
        if (terminal) {
            progress.print(CLEARED_LINE);
            progress.flush();
        }
    }
}
