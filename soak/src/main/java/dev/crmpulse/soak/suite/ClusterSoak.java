package dev.crmpulse.soak.suite;

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

/**
 * The deployed jar on a Flink cluster of several processes, and every process killed once: TaskManager, broker, ClickHouse,
 * JobManager; between them savepoints, and one subtask, two, and one again.
 */
final class ClusterSoak implements Soak {
    private static final ClusterSettings SETTINGS = new ClusterSettings(2, 1, Scheduling.FIXED, Duration.ofSeconds(1));

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public String shows() {
        return "the job jar on a cluster of processes, each killed once and the job rescaled, leaves the same facts";
    }

    @Override
    public boolean run(Sets sets, PrintStream out) throws Exception {
        if (!TestCluster.isPossible(out)) {
            return false;
        }
        List<SimulatedEvent> events = SimulatedPast.tenDays();
        FactDigest undisturbed;
        try (TestCluster testCluster = TestCluster.open(SETTINGS, out)) {
            testCluster.submit(2, Optional.empty());
            new EventSender(testCluster, out).send(events, "undisturbed");
            undisturbed = testCluster.settledFacts();
        }
        try (TestCluster testCluster = TestCluster.open(SETTINGS, out)) {
            disturb(testCluster, new EventSender(testCluster, out), events);
            List<String> differences = undisturbed.differences(testCluster.settledFacts());
            differences.forEach(difference -> out.println("DIFFERENT " + difference));
            long taken = testCluster.ask().number(TestCluster.TAKEN);
            out.printf(
                    Locale.ROOT,
                    "%s: %,d events sent, %,d rows in event%n",
                    differences.isEmpty() && taken == events.size() ? "equal" : "DIFFERENT",
                    events.size(),
                    taken);
            return differences.isEmpty() && taken == events.size();
        }
    }

    private static void disturb(TestCluster testCluster, EventSender sender, List<SimulatedEvent> events)
            throws Exception {
        LocalCluster cluster = testCluster.cluster();
        int part = events.size() / 6;
        testCluster.submit(1, Optional.empty());
        sender.send(events.subList(0, part), "one subtask");

        Path onOne = testCluster.stop();
        testCluster.submit(2, Optional.of(onOne));
        sender.send(events.subList(part, 2 * part), "savepoint, two subtasks");

        cluster.flink().replaceTaskManager();
        sender.send(events.subList(2 * part, 3 * part), "TaskManager killed, another started");

        cluster.kafka().kill();
        cluster.kafka().start();
        sender.send(events.subList(3 * part, 4 * part), "broker killed and started");

        cluster.clickHouseProcess().kill();
        sender.send(events.subList(4 * part, 5 * part), "ClickHouse killed and started");

        cluster.flink().replaceJobManager();
        testCluster.submitAgain(1);
        sender.send(events.subList(5 * part, events.size()), "JobManager killed, one subtask from the last checkpoint");
    }

    /** Sends events to a cluster, part by part. */
    private static final class EventSender {
        private final TestCluster testCluster;
        private final PrintStream out;
        private long sent;

        EventSender(TestCluster testCluster, PrintStream out) {
            this.testCluster = testCluster;
            this.out = out;
        }

        /** Sends events and waits until all that were sent so far are in their table. */
        void send(List<SimulatedEvent> events, String after) throws Exception {
            try (SlowLine line = SlowLine.begin(out, String.format(Locale.ROOT, "%-56s", after))) {
                testCluster.send(events);
                sent += events.size();
                testCluster.awaitTaken(line, sent);
                line.endInTime(String.format(Locale.ROOT, "%,d events", sent));
            }
        }
    }
}
