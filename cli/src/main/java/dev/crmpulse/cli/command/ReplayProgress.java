package dev.crmpulse.cli.command;

import dev.crmpulse.cli.replay.ReplayWatcher;
import dev.crmpulse.cli.stack.JobHost;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.kafka.Topics;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.flink.api.common.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how a replay goes: bars on a terminal, elsewhere a line for each step and, where a step takes longer, a line now
 * and then. Percentages and counts of a line are of the same thing: of the file that is read, or of all events that are
 * evaluated.
 */
final class ReplayProgress implements ReplayWatcher, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayProgress.class);
    private static final long FIRST_LINE_NANOS = 2_000_000_000L;
    private static final long LINE_EVERY_NANOS = 5_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String EVENT = "event";

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final long startedNanos;
    private long firstFileNanos;
    private ProgressBar bar;
    private String task = "";
    private long total;
    private long taskNanos;
    private long nextLineNanos;
    private long records;
    private long events;
    private long recordsBefore;
    private long eventsBefore;

    ReplayProgress() {
        this(System.err, Terminal.showsErrors(), System::nanoTime);
    }

    /** @param terminal whether the cursor may be moved */
    ReplayProgress(PrintStream out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.startedNanos = nanoTime.getAsLong();
    }

    /** @param what names of the servers */
    void starting(String what, Path dataDirectory) {
        out.println("starting " + what + " in " + dataDirectory + " …");
    }

    void started(JobHost host, ClickHouseEndpoint clickHouse) throws ExecutionException, InterruptedException {
        URI web = host.flink().webAddress();
        out.printf(
                Locale.ROOT,
                "ready after %.1f s · ClickHouse %s · Flink %s/jobs/overview%n",
                secondsSince(startedNanos),
                clickHouse.url(),
                web);
    }

    @Override
    public void submitted(JobID job) {
        LOG.info("submitted job {}", job);
    }

    @Override
    public void file(Path file, long bytes) {
        begin("reading " + file.getFileName(), bytes);
        if (firstFileNanos == 0) {
            firstFileNanos = taskNanos;
        }
        recordsBefore = records;
        eventsBefore = events;
    }

    @Override
    public void at(long bytesRead, long recordsOfAll, long eventsOfAll) {
        records = recordsOfAll;
        events = eventsOfAll;
        long sent = events - eventsBefore;
        if (isDue() && records > recordsBefore) {
            show(
                    bytesRead,
                    Counts.of(records - recordsBefore, "record") + ", " + Counts.of(sent, EVENT)
                            + Counts.perSecond(sent / secondsSince(taskNanos), EVENT));
        }
    }

    @Override
    public void evaluating(long eventsOfAll) {
        begin("evaluating " + Counts.of(eventsOfAll, EVENT), eventsOfAll);
    }

    @Override
    public void lag(String topic, long unread) {
        if (!topic.equals(Topics.EVENTS)) {
            writing(topic, unread);
        } else {
            // ticks are read too, and what an interrupted replay left unread
            long evaluated = Math.max(0, total - unread);
            if (isDue() && evaluated > 0) {
                double rate = evaluated / secondsSince(firstFileNanos == 0 ? taskNanos : firstFileNanos);
                show(evaluated, Counts.of(evaluated, EVENT) + Counts.perSecond(rate, EVENT));
            }
        }
    }

    @Override
    public void checkpointDelayed(Throwable reason) {
        LOG.info("no checkpoint now: {}", reason.getMessage());
    }

    @Override
    public void close() {
        end();
    }

    private void writing(String topic, long unread) {
        String name = "writing " + topic;
        if (!task.equals(name)) {
            begin(name, unread);
        }
        if (isDue()) {
            show(Math.max(0, total - unread), Counts.of(unread, "record") + " to go");
        }
    }

    private void begin(String name, long size) {
        end();
        task = name;
        total = size;
        taskNanos = nanoTime.getAsLong();
        nextLineNanos = taskNanos + FIRST_LINE_NANOS;
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(size)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new ConsoleProgressBarConsumer(out))
                    .build();
        } else {
            out.println(name);
        }
    }

    /** A bar draws itself no oftener than it wants; lines are for those who wait. */
    private boolean isDue() {
        return bar != null || nanoTime.getAsLong() - nextLineNanos >= 0;
    }

    private void show(long position, String text) {
        if (bar != null) {
            bar.stepTo(position);
            bar.setExtraMessage(text);
        } else {
            nextLineNanos = nanoTime.getAsLong() + LINE_EVERY_NANOS;
            out.printf(Locale.ROOT, "%s: %d %%, %s%n", task, 100 * position / Math.max(1, total), text);
        }
    }

    private double secondsSince(long nanos) {
        return Math.max(1, nanoTime.getAsLong() - nanos) / NANOS_PER_SECOND;
    }

    private void end() {
        if (bar != null) {
            bar.stepTo(total);
            bar.close();
            bar = null;
        }
    }
}
