package dev.crmpulse.bench;

import java.io.PrintStream;
import java.util.Locale;

/**
 * What so many events took and made.
 *
 * @param cpuNanos of Kafka and Flink, less that of the compilers
 * @param refolds histories that were evaluated from their beginning
 * @param changes what changed of facts, and journal rows beside
 * @param deltas changes of windows
 * @param windowRows rows of windows that were published
 * @param bytes of insert batches, compressed
 */
record Measurement(
        int events,
        long nanos,
        long cpuNanos,
        long clickHouseNanos,
        long refolds,
        long changes,
        long deltas,
        long windowRows,
        long bytes) {
    /** Of what was made, nothing is known. */
    static Measurement ofCost(int events, long nanos, long cpuNanos) {
        return new Measurement(events, nanos, cpuNanos, 0, 0, 0, 0, 0, 0);
    }

    static void printHeader(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-47s %10s %9s %10s %9s %9s %9s %11s %8s%n",
                "path",
                "events/s",
                "CPU µs",
                "ClickHouse",
                "refolds",
                "changes",
                "deltas",
                "window rows",
                "MB sent");
    }

    void print(PrintStream out, String title) {
        out.printf(
                Locale.ROOT,
                "%-47s %,10.0f %9.2f %10.2f %,9d %,9d %,9d %,11d %,8.1f%n",
                title,
                eventsPerSecond(),
                cpuMicrosPerEvent(),
                clickHouseNanos / 1e3 / events,
                refolds,
                changes,
                deltas,
                windowRows,
                bytes / 1e6);
    }

    double cpuMicrosPerEvent() {
        return cpuNanos / 1e3 / events;
    }

    double eventsPerSecond() {
        return events * 1e9 / nanos;
    }
}
