package dev.crmpulse.local.cli;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.local.replay.ReplayWatcher;
import dev.crmpulse.local.stack.JobHost;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.flink.api.common.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how a replay goes: bars on a terminal, a line now and then elsewhere. */
final class ReplayProgress implements ReplayWatcher, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayProgress.class);
    private static final long LINE_EVERY_NANOS = 5_000_000_000L;

    private final PrintStream out = System.err;
    private final boolean terminal = Terminal.isInteractive();
    private final long startedNanos = System.nanoTime();
    private ProgressBar bar;
    private String task = "";
    private long total;
    private long lastLineNanos = startedNanos;

    /** @param what names of the servers */
    void starting(String what, Path dataDirectory) {
        out.println("starting " + what + " in " + dataDirectory + " …");
    }

    void started(JobHost host, ClickHouseEndpoint clickHouse) throws ExecutionException, InterruptedException {
        URI web = host.flink().webAddress();
        out.printf(
                Locale.ROOT,
                "ready after %.1f s · ClickHouse %s · Flink %s%n",
                (System.nanoTime() - startedNanos) / 1e9,
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
    }

    @Override
    public void at(long bytesRead, long records) {
        to(bytesRead, records, "records");
    }

    @Override
    public void judging(long events) {
        begin("judging", events);
    }

    @Override
    public void lag(String topic, long records) {
        to(Math.max(0, total - records), records, "to go");
    }

    @Override
    public void checkpointDelayed(Throwable reason) {
        LOG.info("no checkpoint now: {}", reason.getMessage());
    }

    @Override
    public void close() {
        end();
    }

    private void begin(String name, long size) {
        end();
        task = name;
        total = size;
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

    private void to(long position, long count, String unit) {
        if (bar != null) {
            bar.stepTo(position);
            bar.setExtraMessage(String.format(Locale.ROOT, "%,d %s", count, unit));
        } else if (System.nanoTime() - lastLineNanos > LINE_EVERY_NANOS) {
            lastLineNanos = System.nanoTime();
            out.printf(Locale.ROOT, "%s: %d %%, %,d %s%n", task, 100 * position / Math.max(1, total), count, unit);
        }
    }

    private void end() {
        if (bar != null) {
            bar.stepTo(total);
            bar.close();
            bar = null;
        }
    }
}
