package dev.crmpulse.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crmpulse.connectors.clickhouse.PolicyTables;
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
import dev.crmpulse.local.verify.Difference;
import dev.crmpulse.local.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is deployed, on a Flink cluster of several processes. */
class ClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @BeforeAll
    static void theJarIsThere() {
        assumeTrue(Files.exists(LocalCluster.jobJar()), "the job jar is made by mvn package");
    }

    @Test
    void killsAndAnotherParallelismLoseAndDoubleNothing() throws Exception {
        List<SimulatedEvent> events = past();
        int third = events.size() / 3;
        try (LocalCluster cluster = LocalCluster.start(
                        new ClusterDirectory(directory),
                        new ClusterSettings(1, 2, Scheduling.FIXED, Duration.ofSeconds(1)));
                EventPublisher publisher = new EventPublisher(cluster.kafka().endpoint())) {
            Answers ask = new Answers(cluster.clickHouse());
            JobID onTwo = cluster.submit(2, Optional.empty());
            send(publisher, events.subList(0, third));
            awaitEvents(ask, third);

            cluster.flink().replaceTaskManager();
            send(publisher, events.subList(third, 2 * third));
            awaitEvents(ask, 2 * third);

            Path savepoint = cluster.stop(onTwo);
            JobID onOne = cluster.submit(1, Optional.of(savepoint));
            assertThat(onOne).isNotEqualTo(onTwo);
            cluster.clickHouseProcess().kill();
            cluster.kafka().kill();
            cluster.kafka().start();
            send(publisher, events.subList(2 * third, events.size()));
            awaitEvents(ask, events.size());

            assertThat(ask.lines("SELECT run, ended_at IS NOT NULL, published_at > started_at FROM crm_store.run FINAL"
                            + " ORDER BY run"))
                    .as("runs: number, whether over, whether its job told that it lives")
                    .containsExactly("1\t1\t1", "2\t0\t1");
            assertThat(ask.number("SELECT uniqExact(tenant, id) FROM crm_store.event"))
                    .isEqualTo(events.size());
            assertThat(ask.number("SELECT count() FROM crm.first_response")).isPositive();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(differences(cluster)).isEmpty());
        }
    }

    /** Two days of two tenants, told at once. */
    private static List<SimulatedEvent> past() {
        Instant now = Instant.now();
        SimulatedCrm crm =
                SimulatedCrm.of(SimulationSettings.of(7, now.minus(Duration.ofDays(2)), new Load(0.0006, List.of()))
                        .withDirt(DirtRates.none()));
        List<SimulatedEvent> past = new ArrayList<>();
        for (SimulatedEvent next = crm.next(); next.publishAt().isBefore(now); next = crm.next()) {
            past.add(next);
        }
        return past;
    }

    private static void send(EventPublisher publisher, List<SimulatedEvent> events) throws IOException {
        events.forEach(event -> publisher.event(event.key(), event.json()));
        publisher.flush();
    }

    private static void awaitEvents(Answers ask, int count) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(
                        ask.number("SELECT count() FROM crm_store.event"))
                .isEqualTo(count));
    }

    private static List<Difference> differences(LocalCluster cluster) throws Exception {
        try (Connection connection = cluster.clickHouse().connect()) {
            return new Verification(connection, new PolicyTables(connection).read())
                    .run().stream()
                            .flatMap(check -> check.differences().stream())
                            .toList();
        }
    }
}
