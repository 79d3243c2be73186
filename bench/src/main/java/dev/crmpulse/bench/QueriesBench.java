package dev.crmpulse.bench;

import dev.crmpulse.cli.demo.CopiedPast;
import dev.crmpulse.cli.demo.CopiedPast.Spread;
import dev.crmpulse.cli.demo.Demo;
import dev.crmpulse.cli.demo.DemoSettings;
import dev.crmpulse.cli.demo.DemoWatcher;
import dev.crmpulse.cli.live.GracefulShutdown;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.ReadOnlyClient;
import dev.crmpulse.connectors.clickhouse.ReadOnlyClient.Limits;
import dev.crmpulse.embedded.flink.StateBackend;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Every query of the cookbook and of the boards over many facts of two years, asked as a reader asks it: how long until the
 * answer is there, and how much was read for it.
 */
final class QueriesBench {
    private static final Duration YEARS = Duration.ofDays(2 * 365);
    /** Organisations that stand for each of the simulated two: so many that copies come out near what is asked for. */
    private static final int FEWEST_ORGANISATIONS = 3;

    private static final int MOST_ORGANISATIONS = 5;

    private static final int EVENTS_PER_SECOND = 1;
    private static final Limits READER = new Limits(Duration.ofSeconds(30), 1_000_000, 256 << 20, 4L << 30);

    private final LocalStack stack;
    private final PrintStream out;
    private final PrintStream progress;

    QueriesBench(LocalStack stack, PrintStream out, PrintStream progress) {
        this.stack = stack;
        this.out = out;
        this.progress = progress;
    }

    /** Settings of the stack that simulates a past and then answers. */
    static LocalStack.Settings settings() {
        return new LocalStack.Settings(2, StateBackend.HEAP, Duration.ofSeconds(2), 0, 0);
    }

    /**
     * Fills, asks and prints.
     *
     * @param facts about how many there are to be
     * @param past that is simulated and copied, whole days
     */
    List<QueryTimes> run(long facts, Duration past, List<AskedQuery> queries, int repetitions) throws Exception {
        simulate(past);
        fill(facts, past);
        ReadOnlyClient client = new ReadOnlyClient(
                ClickHouseEndpoint.localReader(stack.clickHouse().port()), READER);
        List<QueryTimes> measured = new ArrayList<>();
        QueryTimes.printHeader(out);
        for (AskedQuery query : queries) {
            QueryTimes times = QueryTimes.measure(query, client, () -> MeasuredJob.clickHouseNanos(stack), repetitions);
            times.print(out);
            measured.add(times);
        }
        summarize(measured);
        return measured;
    }

    private void simulate(Duration past) throws Exception {
        DemoSettings settings = new DemoSettings(
                EVENTS_PER_SECOND, past, 7, Duration.ofSeconds(2), Duration.ofSeconds(5), Optional.empty());
        try (GracefulShutdown end = GracefulShutdown.onRequest()) {
            new Demo(stack, settings, new Watcher()).run(Optional.of(Duration.ZERO), end);
        }
    }

    private void fill(long facts, Duration past) throws SQLException {
        long started = System.nanoTime();
        try (Connection connection = stack.endpoint().connect()) {
            // what newer rows have replaced is no fact of which there are copies
            CopiedPast.merge(connection);
            CopiedPast.fill(
                    connection, spread(facts, CopiedPast.factsOfEarlierCopy(connection), past), (periods, of) -> {
                        progress.printf(
                                Locale.ROOT,
                                "%d of %d periods, %,d facts, %d s%n",
                                periods,
                                of,
                                CopiedPast.facts(connection),
                                Duration.ofNanos(System.nanoTime() - started).toSeconds());
                    });
            out.printf(
                    Locale.ROOT,
                    "%,d facts of two years, filled in %d s; asked as a reader, up to 4 GiB of memory%n%n",
                    CopiedPast.facts(connection),
                    Duration.ofNanos(System.nanoTime() - started).toSeconds());
        }
    }

    /** So many copies in two years that there are about so many facts: of fewer, each period has one. */
    static Spread spread(long facts, long simulated, Duration past) {
        double pasts = Math.max(1, (double) facts / simulated);
        long periodsOfYears = (YEARS.toDays() + past.toDays() - 1) / past.toDays();
        int periods = (int) Math.min((long) pasts, periodsOfYears);
        double copies = pasts / periods;
        return IntStream.rangeClosed(Math.min(FEWEST_ORGANISATIONS, (int) Math.max(1, copies)), MOST_ORGANISATIONS)
                .mapToObj(organisations -> new Spread(
                        organisations, periods, past, (int) Math.max(1, Math.round(copies / organisations)), 1))
                .min(Comparator.comparingDouble(
                        spread -> Math.abs(copies - (double) spread.organisations() * spread.copies())))
                .orElseThrow();
    }

    private void summarize(List<QueryTimes> measured) {
        out.println();
        for (Aim aim : Aim.values()) {
            List<QueryTimes> ofAim = measured.stream()
                    .filter(times -> times.query().aim() == aim)
                    .toList();
            long answered =
                    ofAim.stream().filter(times -> times.refusal().isEmpty()).count();
            out.printf(
                    Locale.ROOT,
                    "%-16s %4d queries, %4d answered%s%n",
                    aim.title(),
                    ofAim.size(),
                    answered,
                    aim == Aim.LONG
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    ", %4d at p95 within %s",
                                    ofAim.stream()
                                            .filter(QueryTimes::meetsItsAim)
                                            .count(),
                                    aim.within()));
        }
    }

    private final class Watcher implements DemoWatcher {
        @Override
        public void sendingThePast(long sent, long received) {
            progress.printf(Locale.ROOT, "simulating: %,d events sent, %,d evaluated%n", sent, received);
        }

        @Override
        public void live(Moment moment) {
            // it ends when the past is there
        }
    }
}
