package dev.crmpulse.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.connectors.clickhouse.QueryFailure;
import dev.crmpulse.connectors.clickhouse.ReadOnlyClient;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How long the answers to one query took.
 *
 * @param times rising; none where it was refused
 * @param cpu of ClickHouse for one answer; it holds on a busy machine too
 * @param refusal why there is no answer, else empty
 */
record QueryTimes(AskedQuery query, List<Duration> times, Duration cpu, long rowsRead, String refusal) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINE = "%-70s %-16s %9s %9s %9s %13s%n";
    private static final int NAME_LENGTH = 70;

    /** What took so long in all is not asked once more. */
    private static final Duration ENOUGH = Duration.ofSeconds(3);

    QueryTimes {
        times = List.copyOf(times);
    }

    /**
     * Asks up to so many times, the first time as cold as the query before left the machine.
     *
     * @param clickHouseNanos CPU time of ClickHouse so far
     */
    static QueryTimes measure(AskedQuery query, ReadOnlyClient client, LongSupplier clickHouseNanos, int repetitions)
            throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        long rowsRead = 0;
        Duration all = Duration.ZERO;
        long cpuStarted = clickHouseNanos.getAsLong();
        try {
            while (times.size() < repetitions && all.compareTo(ENOUGH) < 0) {
                long started = System.nanoTime();
                byte[] answer = client.jsonCompact(query.sql());
                Duration took = Duration.ofNanos(System.nanoTime() - started);
                times.add(took);
                all = all.plus(took);
                rowsRead = JSON.readTree(answer).at("/statistics/rows_read").asLong();
            }
        } catch (QueryFailure failure) {
            return new QueryTimes(
                    query,
                    List.of(),
                    Duration.ZERO,
                    0,
                    failure.kind() + " " + failure.code() + " " + failure.codeName());
        }
        Duration cpu =
                Duration.ofNanos(clickHouseNanos.getAsLong() - cpuStarted).dividedBy(times.size());
        times.sort(null);
        return new QueryTimes(query, times, cpu, rowsRead, "");
    }

    static void printHeader(PrintStream out) {
        out.printf(LINE, "query", "reads", "p50 ms", "p95 ms", "CPU ms", "rows read");
    }

    void print(PrintStream out) {
        String name =
                query.name().length() > NAME_LENGTH ? query.name().substring(0, NAME_LENGTH - 1) + "…" : query.name();
        out.printf(
                LINE,
                name,
                query.aim().title(),
                times.isEmpty() ? "–" : millis(quantile(0.5)),
                times.isEmpty() ? "–" : millis(quantile(0.95)),
                times.isEmpty() ? "–" : millis(cpu),
                times.isEmpty() ? refusal : String.format(Locale.ROOT, "%,d", rowsRead));
    }

    boolean meetsItsAim() {
        return !times.isEmpty() && query.aim().isMetBy(quantile(0.95));
    }

    /** The time that so much of the answers took at most. */
    Duration quantile(double quantile) {
        return times.get(Math.max(0, (int) Math.ceil(quantile * times.size()) - 1));
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%,d", time.toMillis());
    }
}
