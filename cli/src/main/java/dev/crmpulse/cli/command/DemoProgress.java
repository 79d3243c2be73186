package dev.crmpulse.cli.command;

import dev.crmpulse.cli.demo.DemoReport;
import dev.crmpulse.cli.demo.DemoWatcher;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Shows how a demonstration goes: one line that changes on a terminal, a line now and then elsewhere. */
final class DemoProgress implements DemoWatcher {
    private static final int NAME_WIDTH = 36;

    private final PrintStream out = System.err;
    private final boolean terminal = Terminal.showsErrors();
    private final long startedNanos = System.nanoTime();
    private final Path dataDirectory;
    private boolean whereToLookIsPrinted;

    DemoProgress(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /** How often it wants a report. */
    Duration reportEvery() {
        return terminal ? Duration.ofSeconds(1) : Duration.ofSeconds(10);
    }

    void starting() {
        out.println("starting ClickHouse, Kafka and Flink in " + dataDirectory + " …");
    }

    void started(URI boards) {
        out.printf(Locale.ROOT, "ready after %.1f s; the boards, in a browser on this machine:%n", seconds());
        out.println("  " + boards);
        out.println("the simulated CRM sends the events of the last three weeks …");
    }

    @Override
    public void sendingThePast(long sent, long received) {
        print(String.format(Locale.ROOT, "past: %,d events sent, %,d in ClickHouse", sent, received));
    }

    @Override
    public void live(Moment moment) {
        if (!whereToLookIsPrinted) {
            whereToLookIsPrinted = true;
            print(String.format(Locale.ROOT, "live after %.1f s; ask it anything, in another terminal:", seconds()));
            endLine();
            out.println("  ./crm-pulse sql --data-dir " + dataDirectory
                    + " \"SELECT * FROM crm.response_bucket_conversion\"");
            out.println("  ./crm-pulse sql --data-dir " + dataDirectory
                    + " \"SELECT * FROM crm.alert ORDER BY published_at DESC LIMIT 5 FORMAT Vertical\"");
        }
        print(String.format(
                Locale.ROOT,
                "%,d events, %.0f/s · lag %,d · found after %s (p99 %s) · horizon %s · %,d open clocks · %,d alerts",
                moment.sent(),
                moment.perSecond(),
                moment.lag(),
                text(moment.medianDelay()),
                text(moment.p99Delay()),
                moment.horizonSeconds() < 0 ? "not yet" : moment.horizonSeconds() + " s behind",
                moment.openClocks(),
                moment.alerts()));
    }

    void summary(DemoReport report) {
        endLine();
        PrintStream results = System.out;
        print(results, "event to figure", "median " + text(report.medianDelay()) + ", p99 " + text(report.p99Delay()));
        report.figures().forEach((name, value) -> print(results, name, value));
        results.println("the data stay in " + dataDirectory + "; ask them with ./crm-pulse sql --data-dir "
                + dataDirectory + " \"SELECT …\"");
    }

    private static void print(PrintStream to, String name, String value) {
        to.printf(Locale.ROOT, "%-" + NAME_WIDTH + "s %s%n", name, value);
    }

    private static String text(Optional<Duration> delay) {
        return delay.map(known -> String.format(Locale.ROOT, "%.1f s", known.toMillis() / 1e3))
                .orElse("–");
    }

    private double seconds() {
        return (System.nanoTime() - startedNanos) / 1e9;
    }

    private void print(String line) {
        if (terminal) {
            // back to the begin of the line, and clear what is longer
            out.print("\r\u001b[K" + line);
            out.flush();
        } else {
            out.println(line);
        }
    }

    private void endLine() {
        if (terminal) {
            out.println();
        }
    }
}
