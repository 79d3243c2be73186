package dev.crmpulse.bench.soak;

import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.local.cluster.ClusterDirectory;
import dev.crmpulse.local.cluster.ClusterSettings;
import dev.crmpulse.local.cluster.ClusterSettings.Scheduling;
import dev.crmpulse.local.cluster.LocalCluster;
import dev.crmpulse.local.sim.DirtRates;
import dev.crmpulse.local.sim.Load;
import dev.crmpulse.local.sim.SimulatedCrm;
import dev.crmpulse.local.sim.SimulatedEvent;
import dev.crmpulse.local.sim.SimulationSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;

/**
 * The deployed jar on a Flink cluster of several processes, and every process killed once: TaskManager, broker, ClickHouse,
 * JobManager; between them savepoints, and one subtask, two, and one again.
 */
final class ClusterSoak implements Soak {
    private static final ClusterSettings SETTINGS = new ClusterSettings(2, 1, Scheduling.FIXED, Duration.ofSeconds(1));
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long POLL_MILLIS = 200;

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
        if (!Files.exists(LocalCluster.jobJar())) {
            out.println("FAILED: " + LocalCluster.jobJar() + " is missing: run mvn -DskipTests package first");
            return false;
        }
        List<SimulatedEvent> events = past();
        FactDigest undisturbed;
        try (Scene scene = new Scene(out)) {
            scene.job = scene.cluster.submit(2, Optional.empty());
            scene.tell(events, "undisturbed");
            undisturbed = scene.settledFacts();
        }
        try (Scene scene = new Scene(out)) {
            disturb(scene, events);
            List<String> differences = undisturbed.differences(scene.settledFacts());
            differences.forEach(difference -> out.println("DIFFERENT " + difference));
            return differences.isEmpty() && scene.allOnce;
        }
    }

    private static void disturb(Scene scene, List<SimulatedEvent> events) throws Exception {
        LocalCluster cluster = scene.cluster;
        int part = events.size() / 6;
        scene.job = cluster.submit(1, Optional.empty());
        scene.tell(events.subList(0, part), "one subtask");

        Path onOne = cluster.stop(scene.job);
        scene.job = cluster.submit(2, Optional.of(onOne));
        scene.tell(events.subList(part, 2 * part), "savepoint, two subtasks");

        cluster.flink().replaceTaskManager();
        scene.tell(events.subList(2 * part, 3 * part), "TaskManager killed, another started");

        cluster.kafka().kill();
        cluster.kafka().start();
        scene.tell(events.subList(3 * part, 4 * part), "broker killed and started");

        cluster.clickHouseProcess().kill();
        scene.tell(events.subList(4 * part, 5 * part), "ClickHouse killed and started");

        cluster.flink().replaceJobManager();
        Path last = cluster.flink()
                .newestCheckpoint(scene.job)
                .orElseThrow(() -> new IllegalStateException("no checkpoint was left"));
        scene.job = cluster.submit(1, Optional.of(last));
        scene.tell(events.subList(5 * part, events.size()), "JobManager killed, one subtask from the last checkpoint");
    }

    /** Ten days that ended long ago: no promise comes due while the suite runs. */
    private static List<SimulatedEvent> past() {
        Instant start = Instant.now().minus(Duration.ofDays(40));
        Instant end = start.plus(Duration.ofDays(10));
        SimulatedCrm crm = SimulatedCrm.of(
                SimulationSettings.of(11, start, new Load(0.001, List.of())).withDirt(DirtRates.none()));
        List<SimulatedEvent> past = new ArrayList<>();
        for (SimulatedEvent next = crm.next(); next.publishAt().isBefore(end); next = crm.next()) {
            past.add(next);
        }
        return past;
    }

    /** A cluster over a directory that is gone afterwards. */
    private static final class Scene implements AutoCloseable {
        private final PrintStream out;
        private final Path directory;
        private final LocalCluster cluster;
        private final EventPublisher publisher;
        private JobID job;
        private boolean allOnce = true;
        private long told;

        Scene(PrintStream out) throws Exception {
            this.out = out;
            this.directory = Files.createTempDirectory("crm-pulse-cluster");
            this.cluster = LocalCluster.start(new ClusterDirectory(directory), SETTINGS);
            this.publisher = new EventPublisher(cluster.kafka().endpoint());
        }

        /** Sends events and waits until all that were sent so far are in their table, once each. */
        void tell(List<SimulatedEvent> events, String after) throws IOException, InterruptedException {
            long started = System.nanoTime();
            events.forEach(event -> publisher.event(event.key(), event.json()));
            publisher.flush();
            told += events.size();
            long giveUpNanos = started + PATIENCE.toNanos();
            while (number("SELECT count() FROM crm_store.event") < told) {
                if (System.nanoTime() > giveUpNanos) {
                    throw new IOException("after " + after + " not all events were in their table within "
                            + PATIENCE.toMinutes() + " min: see " + directory);
                }
                Thread.sleep(POLL_MILLIS);
            }
            long rows = number("SELECT count() FROM crm_store.event");
            allOnce &= rows == told;
            out.printf(
                    Locale.ROOT,
                    "%-56s %,d events in %d s%s%n",
                    after,
                    told,
                    (System.nanoTime() - started) / 1_000_000_000L,
                    rows == told ? "" : ", DIFFERENT " + rows + " rows");
        }

        /** The facts when two looks in a row, some checkpoints apart, see the same. */
        FactDigest settledFacts() throws SQLException, InterruptedException {
            FactDigest before = facts();
            for (Instant giveUp = Instant.now().plus(PATIENCE); Instant.now().isBefore(giveUp); ) {
                Thread.sleep(5 * SETTINGS.checkpointInterval().toMillis());
                FactDigest now = facts();
                if (now.equals(before)) {
                    return now;
                }
                before = now;
            }
            return before;
        }

        private FactDigest facts() throws SQLException {
            try (Connection connection = cluster.clickHouse().connect()) {
                return FactDigest.of(connection);
            }
        }

        /** What a query says; less than anything where ClickHouse does not answer now. */
        private long number(String sql) {
            try (Connection connection = cluster.clickHouse().connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            } catch (SQLException restarting) {
                return -1;
            }
        }

        @Override
        public void close() throws IOException {
            publisher.close();
            cluster.close();
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
