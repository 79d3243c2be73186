package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.cli.erasure.ErasureReport;
import dev.crmpulse.cli.erasure.PersonErasure;
import dev.crmpulse.cli.replay.ReplayWatcher;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.cloudevents.Erasure;
import dev.crmpulse.connectors.cloudevents.PersonKind;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final String TENANT = "acme";
    private static final String REP = "Zorbax-Q7";
    private static final String NAME = "Quendalina Zorb";
    private static final String CUSTOMER = "Wimbleford-C4";
    private static final String COLLEAGUE = "Grindelow-R9";
    private static final Duration POLL = Duration.ofMillis(200);

    @TempDir
    static Path directory;

    @TempDir
    static Path files;

    @Test
    @Order(1)
    void anErasedPersonIsNowhereAndTheFiguresStand() throws Exception {
        Path history = Files.writeString(files.resolve("history.jsonl"), history());
        Path questions = Files.writeString(directory.resolve("sql.history"), "1:SELECT 1\n2:SELECT '" + REP + "'\n");
        try (Harness harness = Harness.open(directory)) {
            harness.replay(Mapping.ofCloudEvents(), history);
            assertThat(columnsWith(harness.ask(), REP))
                    .contains(
                            "event.json",
                            "event.actor",
                            "deal.owner",
                            "fact_window.owner",
                            "dlq.bytes",
                            "people.rep_id");
            assertThat(columnsWith(harness.ask(), NAME)).contains("event.json");
            assertThat(recordsWith(harness, REP)).isPositive();
            assertThat(filesWith(REP))
                    .anyMatch(file -> file.startsWith("state/"))
                    .contains("sql.history");
            Map<String, List<String>> before = figures(harness, REP);
            List<String> counted = counted(harness);

            PersonErasure erasure = new PersonErasure(harness.stack(), ReplayWatcher.silent());
            assertThatThrownBy(() -> erasure.erase(List.of(Erasure.of(TENANT, PersonKind.REP, "R-3", List.of()))))
                    .hasMessage("no event of tenant acme names rep/R-3: nothing was changed");
            Erasure person = Erasure.of(TENANT, PersonKind.REP, REP, List.of(NAME));
            ErasureReport report = erasure.erase(List.of(person));

            assertThat(report.persons())
                    .containsExactly(new ErasureReport.Person(TENANT, PersonKind.REP, person.pseudonym(), 12, 1));
            assertThat(columnsWith(harness.ask(), REP)).isEmpty();
            assertThat(columnsWith(harness.ask(), NAME)).isEmpty();
            assertThat(recordsWith(harness, REP)).isZero();
            assertThat(recordsWith(harness, NAME)).isZero();
            Facts.assertEqual(figures(harness, person.pseudonym()), before, "after the erasure");
            assertThat(counted(harness)).isEqualTo(counted);
            assertThat(harness.ask().lines("SELECT * FROM crm.correction")).isEmpty();
            assertThat(harness.ask().lines("SELECT reason FROM crm.dlq")).containsExactly("no id");
            assertThat(harness.differences()).isEmpty();
        }
        assertThat(filesWith(REP)).isEmpty();
        assertThat(filesWith(NAME)).isEmpty();
        assertThat(Files.readString(questions)).isEqualTo("1:SELECT 1\n");
    }

    @Test
    @Order(2)
    void anErasureThatDiedOnTheWayIsFinishedByTheNextOne() throws Exception {
        Erasure person = Erasure.of(TENANT, PersonKind.REP, COLLEAGUE, List.of());
        List<String> counted;
        try (Harness harness = Harness.open(directory)) {
            counted = counted(harness);
            PersonErasure erasure = new PersonErasure(
                    harness.stack(),
                    new DyingWatcher(5, () -> harness.ask().number("SELECT max(run) FROM crm_store.event") > 2));
            assertThatThrownBy(() -> erasure.erase(List.of(person))).isInstanceOf(DyingWatcher.Death.class);
        }
        Path late = Files.writeString(files.resolve("late.jsonl"), history());

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
        assertThat(filesWith(COLLEAGUE)).isEmpty();
        try (Harness harness = Harness.open(directory)) {
            assertThat(columnsWith(harness.ask(), COLLEAGUE)).isEmpty();
            assertThat(recordsWith(harness, COLLEAGUE)).isZero();
            assertThat(counted(harness)).isEqualTo(counted);
        }
    }

    @Test
    @Order(3)
    void whomAnEventAsksForIsPendingUntilErased() throws Exception {
        assertThat(erasures()).contains("customer/" + CUSTOMER + "\tpending\t2026-03-09 08:00:00.000");
        assertThat(filesWith(CUSTOMER)).isNotEmpty();

        CommandRun erase = CommandRun.of("erase", "--pending", "--data-dir", directory);

        assertThat(erase.exitCode()).as(erase.err()).isZero();
        assertThat(erase.out()).containsPattern("erased +customer/erased-[0-9a-f]{16} of acme: 5 events rewritten");
        assertThat(filesWith(CUSTOMER)).isEmpty();
        assertThat(erasures())
                .hasSize(3)
                .allMatch(row -> row.contains("\tdone\t"))
                .anyMatch(row -> row.matches("customer/erased-[0-9a-f]{16}\tdone\t2026-03-09 08:00:00.000"));
    }

    @Test
    void whoIsNamedWithoutAKindIsNobody() {
        CommandRun erase = CommandRun.of("erase", TENANT, REP, "--data-dir", directory);

        assertThat(erase.errors())
                .singleElement()
                .asString()
                .isEqualTo("crm-pulse: '" + REP
                        + "' names no person: say kind/id, where the kind is one of rep, customer, contact,"
                        + " lead, person");
        assertThat(erase.exitCode()).isEqualTo(2);
    }

    private static List<String> erasures() throws Exception {
        try (ClickHouseProcess clickHouse = ClickHouseProcess.start(directory)) {
            Answers ask = new Answers(ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret()));
            assertThat(columnsWith(ask, REP)).isEmpty();
            return ask.lines("SELECT person, status, requested_at FROM crm.erasure ORDER BY person");
        }
    }

    private static String history() {
        String notes = "{\"lead_id\":\"L-1\",\"channel\":\"call\",\"direction\":\"outbound\",\"connected\":true,"
                + "\"duration\":60,\"notes\":\"called, will send the offer, " + NAME + "\"}";
        return event(
                        "e1",
                        "lead.created",
                        "lead/L-1",
                        "2026-03-02T08:00:00Z",
                        "",
                        "system",
                        "{\"lead_id\":\"L-1\",\"customer_id\":\"" + CUSTOMER + "\",\"channel\":\"web\"}")
                + event(
                        "e2",
                        "lead.assigned",
                        "lead/L-1",
                        "2026-03-02T08:10:00Z",
                        "",
                        "system",
                        "{\"owner\":\"" + REP + "\",\"ground\":\"manual\",\"score_2\":12.50}")
                + event("e3", "activity.logged", "lead/L-1", "2026-03-02T09:00:00Z", REP, "human", notes)
                + event("e4", "activity.logged", "lead/L-1", "2026-03-02T10:00:00Z", COLLEAGUE, "human", notes)
                // two deliveries of one id: the one that counts must stay the same
                + event(
                        "e5-" + REP,
                        "message.sent",
                        "lead/L-1",
                        "2026-03-02T11:00:00Z",
                        REP,
                        "human",
                        "{\"channel\":\"email\"}")
                + event(
                        "e5-" + REP,
                        "message.sent",
                        "lead/L-1",
                        "2026-03-02T11:30:00Z",
                        REP,
                        "human",
                        "{\"channel\":\"im\"}")
                + event(
                        "e15",
                        "message.received",
                        "lead/L-1",
                        "2026-03-02T15:00:00Z",
                        "",
                        "customer",
                        "{\"channel\":\"email\"}")
                + event(
                        "e6",
                        "deal.created",
                        "deal/D-1",
                        "2026-03-03T08:00:00Z",
                        REP,
                        "human",
                        "{\"lead_id\":\"L-1\",\"deal_id\":\"D-1\",\"owner\":\"" + REP
                                + "\",\"amount\":\"12.5000\",\"currency\":\"EUR\",\"stage\":\"demo\"}")
                + event(
                        "e7",
                        "deal.won",
                        "deal/D-1",
                        "2026-03-05T08:00:00Z",
                        "R-2",
                        "human",
                        "{\"lead_id\":\"L-1\",\"deal_id\":\"D-1\",\"customer_id\":\"" + CUSTOMER + "\"}")
                + event(
                        "e8",
                        "rep.changed",
                        "rep/" + REP,
                        "2026-03-01T08:00:00Z",
                        "",
                        "system",
                        "{\"rep_id\":\"" + REP + "\",\"team\":\"north\",\"status\":\"active\",\"display\":\"" + NAME
                                + "\",\"phone\":4915112345678}")
                + event(
                        "e9",
                        "rep.changed",
                        "rep/R-2",
                        "2026-03-01T08:00:00Z",
                        "",
                        "system",
                        "{\"rep_id\":\"R-2\",\"team\":\"north\",\"manager\":\"" + REP + "\",\"status\":\"active\"}")
                + event(
                        "e10",
                        "handover.started",
                        "handover/H-1",
                        "2026-03-06T08:00:00Z",
                        REP,
                        "human",
                        "{\"handover_id\":\"H-1\",\"customer_id\":\"" + CUSTOMER + "\",\"from\":\"" + REP
                                + "\",\"to\":\"R-2\"}")
                + event(
                        "e11",
                        "peer.rated",
                        "rep/R-2",
                        "2026-03-06T09:00:00Z",
                        REP,
                        "human",
                        "{\"rep_id\":\"R-2\",\"relation\":\"peer\",\"score\":4}")
                + event(
                        "e12",
                        "survey.answered",
                        "customer/" + CUSTOMER,
                        "2026-03-07T09:00:00Z",
                        "",
                        "customer",
                        "{\"customer_id\":\"" + CUSTOMER + "\",\"kind\":\"nps\",\"score\":9,\"comment\":\"" + NAME
                                + " (" + REP + ") was great\"}")
                + event(
                        "e13",
                        "lead.created",
                        "lead/L-2",
                        "2026-03-06T08:00:00Z",
                        "",
                        "system",
                        "{\"lead_id\":\"L-2\",\"owner\":\"\\u005aorbax-Q7\",\"channel\":\"web\"}")
                + event("e14", "person.erased", "customer/" + CUSTOMER, "2026-03-09T08:00:00Z", "", "system", "{}")
                + "{\"specversion\":\"1.0\",\"tenant\":\"acme\",\"actor\":\"" + REP + "\"\n"
                + "{\"specversion\":\"1.0\",\"tenant\":\"acme\",\"actor\":\"R-2\"}\n";
    }

    private static String event(
            String id, String type, String subject, String time, String actor, String actorType, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"crm\",\"type\":\"crm." + type
                + "\",\"subject\":\"" + subject + "\",\"time\":\"" + time + "\",\"tenant\":\"" + TENANT
                + "\",\"actor\":\"" + actor + "\",\"actortype\":\"" + actorType + "\",\"data\":" + data + "}\n";
    }

    /** Every row of every fact view and every window, with one word where the person's id or pseudonym stands. */
    private static Map<String, List<String>> figures(Harness harness, String person) throws Exception {
        Map<String, List<String>> figures = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> view : harness.ask().facts(TENANT).entrySet()) {
            figures.put(view.getKey(), named(view.getValue(), person));
        }
        // of the words of notes, which are others now
        figures.put(
                "activity",
                named(
                        harness.ask()
                                .lines("SELECT * EXCEPT (version, revision, published_at, notes_fingerprint) FROM"
                                        + " crm.activity"),
                        person));
        figures.put(
                "fact_window",
                named(
                        harness.ask().lines("SELECT * EXCEPT (version, revision, published_at) FROM crm.fact_window"),
                        person));
        return figures;
    }

    private static List<String> named(List<String> rows, String person) {
        return rows.stream().map(row -> row.replace(person, "PERSON")).sorted().toList();
    }

    private static List<String> counted(Harness harness) throws Exception {
        return harness.ask()
                .lines("SELECT timeline, delivered, accepted, duplicates, late FROM crm.ledger ORDER BY timeline");
    }

    /** Columns of tables that hold a text, whatever is compressed on the disk. */
    private static List<String> columnsWith(Answers ask, String text) throws Exception {
        List<String> found = new ArrayList<>();
        for (String table : ask.lines("SELECT table, arrayStringConcat(groupArray(name), ' ') FROM system.columns"
                + " WHERE database = 'crm_store' AND type LIKE '%String%' GROUP BY table ORDER BY table")) {
            String[] parts = table.split("[\t ]", -1);
            String columns = Arrays.stream(parts)
                    .skip(1)
                    .map(column -> "if(countIf(position(toString(" + column + "), '" + text + "') > 0) > 0, '"
                            + parts[0] + "." + column + "', '')")
                    .collect(Collectors.joining(", "));
            found.addAll(ask.lines(
                    "SELECT arrayJoin(arrayFilter(name -> name != '', [" + columns + "])) FROM crm_store." + parts[0]));
        }
        return found;
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

    /** Files of the data directory whose bytes hold a text. */
    private static List<String> filesWith(String text) throws Exception {
        try (Stream<Path> paths = Files.walk(directory)) {
            List<String> found = new ArrayList<>();
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(directory.relativize(file).toString());
                }
            }
            return found;
        }
    }
}
