package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.cli.erasure.ErasureReport;
import dev.crmpulse.cli.erasure.PersonErasure;
import dev.crmpulse.cli.replay.ReplayWatcher;
import dev.crmpulse.cli.stack.DataDirectory;
import dev.crmpulse.cli.stack.SavedState;
import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.cli.stack.SavedState.Use;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.cloudevents.Erasure;
import dev.crmpulse.connectors.cloudevents.PersonKind;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A person is erased: nothing in tables, state, topics and files says who it was, and the figures are those of before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ErasureTest {
    private static final Duration POLL = Duration.ofMillis(200);

    @TempDir
    static Path directory;

    @TempDir
    static Path files;

    @Test
    @Order(1)
    void anErasedPersonIsNowhereAndTheFiguresStand() throws Exception {
        Path history = Files.writeString(files.resolve("history.jsonl"), ErasureHistory.LINES);
        Path questions = Files.writeString(
                directory.resolve("sql.history"), "1:SELECT 1\n2:SELECT '" + ErasureHistory.REP + "'\n");
        try (Harness harness = Harness.open(directory)) {
            harness.replay(Mapping.ofCloudEvents(), history);
            assertThat(Traces.inColumns(harness.ask(), ErasureHistory.REP))
                    .contains(
                            "event.json",
                            "event.actor",
                            "deal.owner",
                            "fact_window.owner",
                            "dlq.bytes",
                            "people.rep_id");
            assertThat(Traces.inColumns(harness.ask(), ErasureHistory.NAME)).contains("event.json");
            assertThat(recordsWith(harness, ErasureHistory.REP)).isPositive();
            assertThat(Traces.inFiles(directory, ErasureHistory.REP))
                    .anyMatch(file -> file.startsWith("state/"))
                    .contains("sql.history");
            Map<String, List<String>> before = ErasureHistory.figures(harness.ask(), ErasureHistory.REP);
            List<String> counted = ErasureHistory.counted(harness.ask());

            PersonErasure erasure = new PersonErasure(harness.stack(), Purpose.REPLAY, ReplayWatcher.silent());
            assertThatThrownBy(() ->
                            erasure.erase(List.of(Erasure.of(ErasureHistory.TENANT, PersonKind.REP, "R-3", List.of()))))
                    .hasMessage("no event of tenant acme names rep/R-3: nothing was changed");
            Erasure person =
                    Erasure.of(ErasureHistory.TENANT, PersonKind.REP, ErasureHistory.REP, List.of(ErasureHistory.NAME));
            ErasureReport report = erasure.erase(List.of(person));

            assertThat(report.persons())
                    .containsExactly(
                            new ErasureReport.Person(ErasureHistory.TENANT, PersonKind.REP, person.pseudonym(), 12, 1));
            assertThat(Traces.inColumns(harness.ask(), ErasureHistory.REP)).isEmpty();
            assertThat(Traces.inColumns(harness.ask(), ErasureHistory.NAME)).isEmpty();
            assertThat(recordsWith(harness, ErasureHistory.REP)).isZero();
            assertThat(recordsWith(harness, ErasureHistory.NAME)).isZero();
            Facts.assertEqual(ErasureHistory.figures(harness.ask(), person.pseudonym()), before, "after the erasure");
            assertThat(ErasureHistory.counted(harness.ask())).isEqualTo(counted);
            assertThat(harness.ask().lines("SELECT * FROM crm.correction")).isEmpty();
            assertThat(harness.ask().lines("SELECT reason FROM crm.dlq")).containsExactly("no id");
            assertThat(harness.differences()).isEmpty();
        }
        assertThat(Traces.inFiles(directory, ErasureHistory.REP)).isEmpty();
        assertThat(Traces.inFiles(directory, ErasureHistory.NAME)).isEmpty();
        assertThat(Files.readString(questions)).isEqualTo("1:SELECT 1\n");
    }

    @Test
    @Order(2)
    void anErasureThatDiedOnTheWayIsFinishedByTheNextOne() throws Exception {
        Erasure person = Erasure.of(ErasureHistory.TENANT, PersonKind.REP, ErasureHistory.COLLEAGUE, List.of());
        List<String> counted;
        try (Harness harness = Harness.open(directory)) {
            counted = ErasureHistory.counted(harness.ask());
            PersonErasure erasure = new PersonErasure(
                    harness.stack(),
                    Purpose.REPLAY,
                    new DyingWatcher(5, () -> harness.ask().number("SELECT max(run) FROM crm_store.event") > 2));
            assertThatThrownBy(() -> erasure.erase(List.of(person))).isInstanceOf(DyingWatcher.Death.class);
        }
        Path late = Files.writeString(files.resolve("late.jsonl"), ErasureHistory.LINES);

        CommandRun replay = CommandRun.of("replay", late, "--data-dir", directory);
        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.errors())
                .singleElement()
                .asString()
                .contains("was interrupted: ./crm-pulse erase --pending --data-dir " + directory);

        CommandRun erase = CommandRun.of("erase", "--pending", "--data-dir", directory);
        assertThat(erase.exitCode()).as(erase.err()).isZero();
        assertThat(erase.out())
                .contains("erased        rep/" + person.pseudonym() + " of acme: 1 event rewritten")
                .contains("an interrupted erasure is finished");
        assertThat(Traces.inFiles(directory, ErasureHistory.COLLEAGUE)).isEmpty();
        try (Harness harness = Harness.open(directory)) {
            assertThat(Traces.inColumns(harness.ask(), ErasureHistory.COLLEAGUE))
                    .isEmpty();
            assertThat(recordsWith(harness, ErasureHistory.COLLEAGUE)).isZero();
            assertThat(ErasureHistory.counted(harness.ask())).isEqualTo(counted);
        }
    }

    @Test
    @Order(3)
    void whomAnEventAsksForIsPendingUntilErasedInADemoToo() throws Exception {
        Use use = use();
        try (DataDirectory held = DataDirectory.open(directory)) {
            new SavedState(held).note(new Use(use.run(), Purpose.DEMO, use.timelines(), null, Map.of()));
        }
        assertThat(erasures()).contains("customer/" + ErasureHistory.CUSTOMER + "\tpending\t2026-03-09 08:00:00.000");
        assertThat(Traces.inFiles(directory, ErasureHistory.CUSTOMER)).isNotEmpty();

        CommandRun erase = CommandRun.of("erase", "--pending", "--data-dir", directory);

        assertThat(erase.exitCode()).as(erase.err()).isZero();
        assertThat(erase.out()).containsPattern("erased +customer/erased-[0-9a-f]{16} of acme: 5 events rewritten");
        assertThat(Traces.inFiles(directory, ErasureHistory.CUSTOMER)).isEmpty();
        assertThat(erasures())
                .hasSize(3)
                .allMatch(row -> row.contains("\tdone\t"))
                .anyMatch(row -> row.matches("customer/erased-[0-9a-f]{16}\tdone\t2026-03-09 08:00:00.000"));
        assertThat(use().purpose()).as("the next demo may begin anew here").isEqualTo(Purpose.DEMO);
    }

    private static Use use() throws Exception {
        try (DataDirectory held = DataDirectory.open(directory)) {
            return new SavedState(held).use().orElseThrow();
        }
    }

    @Test
    void whoIsNamedWithoutAKindIsNobody() {
        CommandRun erase = CommandRun.of("erase", ErasureHistory.TENANT, ErasureHistory.REP, "--data-dir", directory);

        assertThat(erase.errors())
                .singleElement()
                .asString()
                .isEqualTo("crm-pulse: '" + ErasureHistory.REP
                        + "' names no person: say kind/id, where the kind is one of rep, customer, contact,"
                        + " lead, person");
        assertThat(erase.exitCode()).isEqualTo(2);
    }

    private static List<String> erasures() throws Exception {
        try (ClickHouseProcess clickHouse = ClickHouseProcess.start(directory)) {
            Answers ask = new Answers(ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret()));
            assertThat(Traces.inColumns(ask, ErasureHistory.REP)).isEmpty();
            return ask.lines("SELECT person, status, requested_at FROM crm.erasure ORDER BY person");
        }
    }

    /** Records of all topics that hold a text. */
    private static long recordsWith(Harness harness, String text) throws Exception {
        KafkaEndpoint kafka = harness.stack().kafka();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(kafka.client(Map.of()), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = TopicAdmin.ALL.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long found = 0;
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(POLL)) {
                    found += (record.key() + "\n" + record.value()).contains(text) ? 1 : 0;
                }
            }
            return found;
        }
    }
}
