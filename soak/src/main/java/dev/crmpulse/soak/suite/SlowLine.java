package dev.crmpulse.soak.suite;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A line that is written bit by bit: what is being done, a dot every few seconds while it lasts, and what came out. */
final class SlowLine implements AutoCloseable {
    private static final long DOT_EVERY_SECONDS = 5;
    private static final long POLL_MILLIS = 100;

    private final PrintStream out;
    private final long startedNanos = System.nanoTime();
    private final ScheduledExecutorService dots = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dots");
        thread.setDaemon(true);
        return thread;
    });
    private boolean ended;

    private SlowLine(PrintStream out) {
        this.out = out;
    }

    static SlowLine begin(PrintStream out, String text) {
        SlowLine line = new SlowLine(out);
        line.write(text + ' ');
        var unused = line.dots.scheduleAtFixedRate(
                () -> line.write("."), DOT_EVERY_SECONDS, DOT_EVERY_SECONDS, TimeUnit.SECONDS);
        return line;
    }

    /**
     * Waits until something holds.
     *
     * @param what is printed where it does not in time
     */
    void await(Duration timeout, String what, Callable<Boolean> holds) throws Exception {
        long giveUpNanos = System.nanoTime() + timeout.toNanos();
        while (!holds.call()) {
            if (System.nanoTime() > giveUpNanos) {
                throw new IOException(what + " did not come true within " + timeout.toSeconds() + " s");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** How long it has lasted. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Says what came out and how long it took. */
    void endInTime(String result) {
        end(result + String.format(Locale.ROOT, " in %.1f s", elapsed().toMillis() / 1000.0));
    }

    /** Says what came out. */
    synchronized void end(String result) {
        dots.shutdownNow();
        if (!ended) {
            ended = true;
            out.println((elapsed().toSeconds() < DOT_EVERY_SECONDS ? "" : " ") + result);
        }
    }

    private synchronized void write(String text) {
        if (!ended) {
            out.print(text);
            out.flush();
        }
    }

    /** What was broken off has no result. */
    @Override
    public void close() {
        end("");
    }
}
