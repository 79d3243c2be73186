package dev.crmpulse.soak.suite;

import dev.crmpulse.metrics.pipeline.StageVisit;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import dev.crmpulse.soak.cluster.ClusterSettings;
import dev.crmpulse.soak.cluster.ClusterSettings.Scheduling;
import dev.crmpulse.soak.cluster.LocalCluster;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The savepoint of an older release, whose jar knew a metric less, and this release's jar goes on from it. */
final class UpgradeSoak implements Soak {
    private static final ClusterSettings SETTINGS = new ClusterSettings(1, 2, Scheduling.FIXED, Duration.ofSeconds(1));
    private static final int SUBTASKS = 2;
    private static final String VISITS = StageVisit.TYPE.name();

    /** Views in which the added metric stands. */
    private static final Set<String> OF_THE_ADDED = Set.of(VISITS, "fact_window");

    @Override
    public String name() {
        return "upgrade";
    }

    @Override
    public String shows() {
        return "from the savepoint of a release that knew no visits to stages, whole histories are evaluated by them";
    }

    @Override
    public boolean run(Sets sets, PrintStream out) throws Exception {
        if (!TestCluster.isPossible(out)) {
            return false;
        }
        UpgradeScenario scenario = UpgradeScenario.of(SimulatedPast.tenDays());
        String ofTouched = "concat(tenant, '/lead/', lead_id) IN ("
                + scenario.touched().stream().map(lead -> "'" + lead + "'").collect(Collectors.joining(", ")) + ")";
        FigureTable table = new FigureTable(out);
        FactDigest expectedThen;
        FactDigest expected;
        List<String> expectedVisits;
        out.println("this release alone");
        try (TestCluster testCluster = TestCluster.open(SETTINGS, out)) {
            testCluster.submit(SUBTASKS, Optional.empty());
            send(testCluster, scenario.before(), scenario.before().size(), "what is sent before the upgrade", out);
            send(testCluster, scenario.touch(), withTouch(scenario), "one event more of some leads", out);
            expectedThen = testCluster.settledFacts();
            expectedVisits = visits(testCluster, ofTouched);
            send(testCluster, scenario.rest(), all(scenario), "the rest", out);
            expected = testCluster.settledFacts();
        }
        out.println("an older release, then this one");
        try (TestCluster testCluster = TestCluster.open(SETTINGS, out)) {
            Path olderJar = testCluster.directory().resolve("older-release.jar");
            OlderRelease.pack(LocalCluster.jobJar(), olderJar);
            testCluster.submit(olderJar, SUBTASKS, Optional.empty());
            send(testCluster, scenario.before(), scenario.before().size(), "what is sent before the upgrade", out);
            FactDigest old = testCluster.settledFacts();
            table.holds(
                    "the old release knows no visits",
                    testCluster.ask().number("SELECT count() FROM crm.stage_visit") == 0);

            testCluster.submit(SUBTASKS, Optional.of(testCluster.stop()));
            FactDigest upgraded = testCluster.settledFacts();
            table.holds(
                    "what nothing touches stays as it was",
                    old.differences(upgraded).isEmpty());

            send(testCluster, scenario.touch(), withTouch(scenario), "one event more of some leads", out);
            FactDigest touched = testCluster.settledFacts();
            List<String> visits = visits(testCluster, ofTouched);
            long earlier = testCluster
                    .ask()
                    .number("SELECT count() FROM crm.stage_visit WHERE entered_at < " + "fromUnixTimestamp64Milli("
                            + scenario.upgraded().toEpochMilli() + ")");
            out.printf(
                    Locale.ROOT,
                    "%d leads were touched: %d visits, %d of them entered before the upgrade%n",
                    scenario.touched().size(),
                    visits.size(),
                    earlier);
            table.holds(
                    "touched: all their visits, earlier ones too",
                    report(expectedVisits, visits, out) && earlier > visits.size() / 2);
            table.holds(
                    "the others have none yet",
                    testCluster.ask().number("SELECT count() FROM crm.stage_visit WHERE NOT " + ofTouched) == 0);
            table.holds(
                    "all other metrics are as if nothing had been",
                    report(expectedThen.without(OF_THE_ADDED), touched.without(OF_THE_ADDED), out));

            send(testCluster, scenario.rest(), all(scenario), "the rest: every history has an event", out);
            table.holds(
                    "everything is as this release alone has it", report(expected, testCluster.settledFacts(), out));
        }
        return table.allEqual();
    }

    private static int withTouch(UpgradeScenario scenario) {
        return scenario.before().size() + scenario.touch().size();
    }

    private static int all(UpgradeScenario scenario) {
        return withTouch(scenario) + scenario.rest().size();
    }

    private static void send(
            TestCluster testCluster, List<SimulatedEvent> events, int inAll, String what, PrintStream out)
            throws Exception {
        try (SlowLine line = SlowLine.begin(out, String.format(Locale.ROOT, "%-36s", what))) {
            testCluster.send(events);
            testCluster.awaitTaken(line, inAll);
            line.endInTime(String.format(Locale.ROOT, "%,d events", events.size()));
        }
    }

    private static List<String> visits(TestCluster testCluster, String condition) throws Exception {
        return testCluster
                .ask()
                .lines("SELECT " + FactDigest.row(StageVisit.TYPE) + " FROM crm." + VISITS + " WHERE " + condition
                        + " ORDER BY tenant, id");
    }

    private static boolean report(List<String> expected, List<String> actual, PrintStream out) {
        expected.stream().filter(row -> !actual.contains(row)).forEach(row -> out.println("MISSING " + row));
        actual.stream().filter(row -> !expected.contains(row)).forEach(row -> out.println("DIFFERENT " + row));
        return expected.equals(actual);
    }

    private static boolean report(FactDigest expected, FactDigest actual, PrintStream out) {
        List<String> differences = expected.differences(actual);
        differences.forEach(difference -> out.println("DIFFERENT " + difference));
        return differences.isEmpty();
    }
}
