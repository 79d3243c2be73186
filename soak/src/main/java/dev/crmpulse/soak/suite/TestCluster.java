package dev.crmpulse.soak.suite;

import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.kafka.PolicyTopic;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import dev.crmpulse.soak.cluster.ClusterDirectory;
import dev.crmpulse.soak.cluster.ClusterSettings;
import dev.crmpulse.soak.cluster.LocalCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;

/** A cluster of processes over a directory that is gone afterwards, and the one job that runs on it. */
final class TestCluster implements AutoCloseable {
    /** How long anything may take; a job that takes the place of one that was killed waits for 45 s alone. */
    static final Duration TIMEOUT = Duration.ofMinutes(6);

    /** Deliveries that were taken in or refused. */
    static final String TAKEN = "SELECT (SELECT count() FROM crm_store.event) + (SELECT count() FROM crm.dlq)";

    private final PrintStream out;
    private final ClusterSettings settings;
    private final Path directory;
    private final LocalCluster cluster;
    private final EventPublisher publisher;
    private JobID job;
    private Optional<Path> resumedFrom = Optional.empty();

    private TestCluster(PrintStream out, ClusterSettings settings, Path directory, LocalCluster cluster) {
        this.out = out;
        this.settings = settings;
        this.directory = directory;
        this.cluster = cluster;
        this.publisher = new EventPublisher(cluster.kafka().endpoint());
    }

    /** Whether the job jar was made; says so where it was not. */
    static boolean isPossible(PrintStream out) {
        boolean jar = Files.exists(LocalCluster.jobJar());
        if (!jar) {
            out.println("FAILED: " + LocalCluster.jobJar() + " is missing: run mvn -DskipTests package first");
        }
        return jar;
    }

    static TestCluster open(ClusterSettings settings, PrintStream out) throws Exception {
        return open(Files.createTempDirectory("crm-pulse-cluster"), settings, out);
    }

    static TestCluster open(Path directory, ClusterSettings settings, PrintStream out) throws Exception {
        try (SlowLine line = SlowLine.begin(out, "starting Kafka, ClickHouse and Flink as processes")) {
            LocalCluster cluster = LocalCluster.start(new ClusterDirectory(directory), settings);
            line.endInTime("up");
            return new TestCluster(out, settings, directory, cluster);
        }
    }

    LocalCluster cluster() {
        return cluster;
    }

    EventPublisher publisher() {
        return publisher;
    }

    DatabaseQuestions ask() {
        return new DatabaseQuestions(cluster.clickHouse());
    }

    JobID job() {
        return job;
    }

    Path directory() {
        return directory;
    }

    /** Puts policies in force that are not shipped; to be done before the job begins. */
    void apply(Collection<Policy> policies) throws Exception {
        PolicyTopic.publish(cluster.kafka().endpoint(), policies);
    }

    /** Submits this release's job; without a savepoint it begins from an empty state. */
    void submit(int parallelism, Optional<Path> savepoint) throws IOException, InterruptedException {
        submit(LocalCluster.jobJar(), parallelism, savepoint);
    }

    /** The same with the jar of another release. */
    void submit(Path jar, int parallelism, Optional<Path> savepoint) throws IOException, InterruptedException {
        try (SlowLine line = SlowLine.begin(
                out, "flink run" + savepoint.map(path -> " -s a savepoint").orElse(""))) {
            job = cluster.submit(jar, parallelism, savepoint);
            resumedFrom = savepoint;
            line.endInTime("accepted");
        }
    }

    /** Submits the job again after its JobManager died, from the last checkpoint that is whole. */
    void submitAgain(int parallelism) throws IOException, InterruptedException {
        Path last = cluster.flink()
                .newestCheckpoint(job)
                .or(() -> resumedFrom)
                .orElseThrow(() -> new IllegalStateException("no checkpoint was left"));
        job = cluster.submit(parallelism, Optional.of(last));
        resumedFrom = Optional.of(last);
    }

    /** Stops the job in order and returns where its savepoint lies. */
    Path stop() throws Exception {
        try (SlowLine line = SlowLine.begin(out, "flink stop, with a savepoint")) {
            Path savepoint = cluster.stop(job);
            line.endInTime("stopped");
            return savepoint;
        }
    }

    /** Sends events and waits until they have arrived in Kafka. */
    void send(List<SimulatedEvent> events) throws IOException {
        events.forEach(event -> publisher.event(event.key(), event.json()));
        publisher.flush();
    }

    /** Waits until so many deliveries in all were taken in or refused. */
    void awaitTaken(SlowLine line, long deliveries) throws Exception {
        line.await(TIMEOUT, deliveries + " deliveries in their tables", () -> ask().number(TAKEN) >= deliveries);
    }

    /** The facts and journals when two looks in a row, some checkpoints apart, see the same. */
    FactDigest settledFacts() throws Exception {
        try (SlowLine line = SlowLine.begin(out, "waiting until nothing changes any more")) {
            FactDigest[] last = {facts()};
            line.await(TIMEOUT, "that nothing changes any more", () -> {
                Thread.sleep(5 * settings.checkpointInterval().toMillis());
                FactDigest before = last[0];
                last[0] = facts();
                return last[0].equals(before);
            });
            line.endInTime("settled");
            return last[0];
        }
    }

    private FactDigest facts() throws SQLException {
        try (Connection connection = cluster.clickHouse().connect()) {
            return FactDigest.withJournals(connection);
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
