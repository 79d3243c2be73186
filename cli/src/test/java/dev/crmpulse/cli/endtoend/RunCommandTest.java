package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.embedded.port.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a data engineer meets on the first day, in that order: each thing that is missing is reported in one line. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunCommandTest {
    private static final String SECRET = "hunter2-of-kafka";

    @TempDir
    private static Path directory;

    private static LocalStack stack;

    @BeforeAll
    static void start() throws IOException {
        stack = LocalStack.start(
                directory.resolve("stack"),
                new LocalStack.Settings(1, StateBackend.HEAP, Duration.ofMinutes(10), 0, 0));
        Files.writeString(
                directory.resolve("tenants.yaml"), "tenants:\n  acme: {zone: Asia/Shanghai, calendar: cn-office}\n");
    }

    @AfterAll
    static void stop() throws IOException {
        stack.close();
    }

    @Test
    @Order(1)
    void missingTopicsAreReported() throws Exception {
        assertOneLine(
                CommandRun.of("run", "all", "--config", config("writer", kafka())),
                1,
                "topic crm.alerts, crm.derived, crm.dlq, crm.events, crm.policies is missing at Kafka " + kafka());
    }

    @Test
    @Order(2)
    void migrateMakesTablesAndTopics() throws Exception {
        CommandRun migrate = CommandRun.of("migrate", "--config", config("writer", kafka()), "--topics", "2");

        assertThat(migrate.err()).isEmpty();
        assertThat(migrate.out())
                .contains("applied migrations/0001_store.sql", "topics are there: crm.events, crm.dlq");
    }

    @Test
    @Order(3)
    void aMissingMigrationIsReportedBeforeAnythingMoves() throws Exception {
        String last = "WHERE name = (SELECT max(name) FROM crm_store.migration WHERE name LIKE 'migrations/%')";
        String name = answers().value("SELECT name FROM crm_store.migration " + last);
        answers().text("CREATE TABLE crm_store.applied AS crm_store.migration");
        answers().text("INSERT INTO crm_store.applied SELECT * FROM crm_store.migration " + last);
        answers().text("ALTER TABLE crm_store.migration DELETE " + last + " SETTINGS mutations_sync = 2");

        assertOneLine(
                CommandRun.of("run", "all", "--config", config("writer", kafka()), "--for", "1s"),
                1,
                "ClickHouse " + stack.endpoint() + " lacks " + name + ": run crm-pulse migrate first");

        answers().text("INSERT INTO crm_store.migration SELECT * FROM crm_store.applied");
        answers().text("DROP TABLE crm_store.applied");
        assertThat(answers().number("SELECT count() FROM crm.run")).isZero();
        assertThat(answers().number("SELECT count() FROM crm.policy")).isZero();
    }

    @Test
    @Order(4)
    void aRefusedSignInIsReported() throws Exception {
        assertOneLine(
                CommandRun.of("run", "all", "--config", config("somebody", kafka())),
                1,
                "refused the sign-in: check clickhouse.user and password");
    }

    @Test
    @Order(5)
    void brokersThatAreNotThereAreReported() throws Exception {
        String nowhere = "127.0.0.1:" + FreePorts.find(1)[0];
        assertOneLine(
                CommandRun.of("run", "all", "--config", config("writer", nowhere)),
                1,
                "Kafka " + nowhere + " cannot be reached within 10 s: check kafka.bootstrap_servers");
    }

    @Test
    @Order(6)
    void aTimelineThatIsNotThereIsReported() throws Exception {
        assertOneLine(
                CommandRun.of("run", "tickets", "--config", config("writer", kafka())),
                2,
                "there is no timeline 'tickets'; there are engagement, customer, people, queue, handover, desk, ticket, and all");
    }

    @Test
    @Order(7)
    void runsAccumulateAndDeadLettersAreListedAndSentAgain() throws Exception {
        send("acme", "first");
        send("unheard-of", "second");
        Path config = config("writer", kafka());
        CommandRun first = CommandRun.of("run", "all", "--config", config, "--data-dir", data(), "--for", "12s");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).contains("from the first event").doesNotContain(SECRET);
        assertThat(answers().lines("SELECT lead_id FROM crm.first_response")).containsExactly("first");
        assertThat(answers().lines("SELECT DISTINCT tenant, zone FROM crm.tenant_profile WHERE tenant = 'acme'"))
                .containsExactly("acme\tAsia/Shanghai");

        CommandRun letters = CommandRun.of("dlq", "list", "--config", config);
        assertThat(letters.out().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("unknown tenant")
                .contains(" 1 ");

        // the tenant signs up, and its event is sent again
        Files.writeString(
                directory.resolve("tenants.yaml"),
                "tenants:\n  acme: {zone: Asia/Shanghai, calendar: cn-office}\n  unheard-of: {zone: UTC}\n");
        assertThat(CommandRun.of("dlq", "replay", "--reason", "unknown tenant", "--config", config)
                        .out())
                .contains("sent 1 dead letters of reason 'unknown tenant' again");
        send("acme", "third");
        int[] ports = FreePorts.find(3);
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(
                                "flink: {",
                                "page: {port: " + ports[2] + "}\nflink: {web_port: " + ports[0] + ", prometheus_port: "
                                        + ports[1] + ", "));
        CompletableFuture<CommandRun> running = CompletableFuture.supplyAsync(
                () -> CommandRun.of("run", "all", "--config", config, "--data-dir", data(), "--for", "12s"));
        assertClosedToTheWorld(running, ports);
        CommandRun second = running.get();
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.err()).contains("going on from savepoint", "· boards http://127.0.0.1:" + ports[2] + "\n");
        assertThat(answers().lines("SELECT lead_id FROM crm.first_response ORDER BY lead_id"))
                .containsExactly("first", "second", "third");
        assertThat(answers().number("SELECT count() FROM crm.event")).isEqualTo(3);
        assertThat(answers().lines("SELECT run, lineage, mode, ended_at IS NOT NULL FROM crm.run ORDER BY run"))
                .containsExactly("1\t1\tlive\t1", "2\t1\tlive\t1");
        assertThat(Files.readString(Path.of(System.getProperty("crmpulse.log", "target/crm-pulse.log"))))
                .doesNotContain(SECRET);
    }

    @Test
    @Order(8)
    void policiesAreCheckedWithThoseInForce() throws Exception {
        Path config = config("writer", kafka());
        Path calendar = Files.writeString(directory.resolve("calendar.yaml"), """
                {kind: calendar, id: plant, version: 1, effective_from: 2098-01-01, zone: UTC, week: {mon: "09:00-17:00"}}
                """);
        Path profile = Files.writeString(directory.resolve("profile.yaml"), """
                {kind: tenant, id: profile, tenant: acme, version: 9, effective_from: 2099-01-01, zone: UTC,
                 calendar: plant}
                """);
        assertThat(CommandRun.of("policy", "check", profile).errors())
                .containsExactly("crm-pulse: " + profile + ":2: tenant profile version 9 of acme names the calendar"
                        + " 'plant', which does not exist; there are cn-office, de-office");

        assertThat(CommandRun.of("policy", "apply", calendar, "--config", config)
                        .out())
                .endsWith("applied\n");

        assertThat(CommandRun.of("policy", "check", profile, "--config", config).out())
                .contains("is well formed");
    }

    /** All that {@code run} listens on, while it runs. */
    private static void assertClosedToTheWorld(CompletableFuture<CommandRun> running, int[] ports) throws Exception {
        long self = ProcessHandle.current().pid();
        while (!running.isDone()
                && ListeningSocket.of(self).stream()
                        .filter(socket -> socket.port() == ports[0])
                        .findAny()
                        .isEmpty()) {
            Thread.sleep(100);
        }
        OpenDoors.assertClosedToTheWorld(
                List.of(self, stack.clickHouse().pid()),
                List.of(
                        URI.create("http://127.0.0.1:" + ports[0]),
                        URI.create("http://127.0.0.1:" + ports[1]),
                        URI.create("http://127.0.0.1:" + ports[2]),
                        URI.create(stack.endpoint().url())));
    }

    private static void send(String tenant, String lead) throws IOException {
        try (EventPublisher publisher = new EventPublisher(stack.kafka())) {
            publisher.event(
                    tenant + "/lead/" + lead,
                    ("{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"crm\",\"type\":\"crm.lead.created\","
                                    + "\"subject\":\"lead/%s\",\"time\":\"%s\",\"tenant\":\"%s\",\"actortype\":\"customer\","
                                    + "\"data\":{}}")
                            .formatted(lead, lead, Instant.now(), tenant)
                            .getBytes(StandardCharsets.UTF_8));
            publisher.flush();
        }
    }

    private static Answers answers() {
        return new Answers(stack.endpoint());
    }

    private static String kafka() {
        return stack.kafka().bootstrapServers();
    }

    private static Path data() {
        return directory.resolve("run");
    }

    private static Path config(String user, String bootstrapServers) throws IOException {
        return Files.writeString(directory.resolve("crm-pulse.yaml"), """
                kafka:
                  bootstrap_servers: %s
                  properties:
                    sasl.jaas.config: org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="%s";
                clickhouse: {url: "%s", user: %s, password: "%s"}
                tenants: tenants.yaml
                horizon: {ticks: 1 s, allowance: 1 s}
                flink: {state: heap, checkpoint_interval: 1 s}
                """.formatted(
                        bootstrapServers,
                        SECRET,
                        stack.endpoint().url(),
                        user,
                        stack.endpoint().password()));
    }

    private static void assertOneLine(CommandRun command, int exitCode, String message) {
        assertThat(command.errors()).hasSize(1);
        assertThat(command.err()).startsWith("crm-pulse: ").contains(message).doesNotContain(SECRET);
        assertThat(command.exitCode()).isEqualTo(exitCode);
    }
}
