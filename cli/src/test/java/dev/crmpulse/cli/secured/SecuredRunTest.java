package dev.crmpulse.cli.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.crmpulse.alerts.RunningNotifier;
import dev.crmpulse.alerts.TenantWebhooks;
import dev.crmpulse.cli.endtoend.CommandRun;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.jobs.config.ConfigFile;
import dev.crmpulse.jobs.live.Preflight;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both ends over TLS, with passwords, and with the permissions of {@code docs/operations.md} alone: everything works, what is
 * wrong is reported in one line before any data move, and no secret is printed at all.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredRunTest {
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final String JOB = "crm-pulse";

    @TempDir
    private static Path directory;

    private static SecuredKafka kafka;
    private static SecuredClickHouse clickHouse;
    private static Path certificate;
    private static List<LogLines> logs;
    private static final List<String> OUTPUT = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        logs = List.of(
                new LogLines("dev.crmpulse", Level.ALL),
                new LogLines("org.apache.flink", Level.INFO),
                new LogLines("org.apache.kafka.clients", Level.INFO),
                new LogLines("org.apache.kafka.common.config", Level.INFO),
                new LogLines("com.clickhouse", Level.INFO));
        ServerCertificate made = ServerCertificate.make(directory);
        certificate = made.pem();
        DocumentedUsers users = DocumentedUsers.read();
        kafka = SecuredKafka.start(directory.resolve("kafka"), made);
        kafka.allow(users.kafka());
        clickHouse = new SecuredClickHouse(directory.resolve("clickhouse"), made, users.clickHouse());
        Files.writeString(directory.resolve("tenants.yaml"), "tenants: {acme: {zone: UTC}}\n");
    }

    @AfterAll
    static void stop() {
        clickHouse.close();
        kafka.close();
        logs.forEach(LogLines::close);
    }

    @Test
    @Order(1)
    void whoMayNotCreateGetsAMessage() throws Exception {
        clickHouse.serve("crm_pulse");
        assertOneLine(
                run("migrate", "--config", config("crm-migrate", "crm_pulse")),
                "ClickHouse " + clickHouse.url() + " as crm_pulse let this user in, but refuses:",
                "necessary to have the grant CREATE DATABASE ON crm_store.*");

        clickHouse.serve("crm_migrate");
        assertOneLine(
                run("migrate", "--config", config("crm-sender", "crm_migrate"), "--topics", "2"),
                "Kafka " + kafka.address() + " let this client in, but refuses:");
    }

    @Test
    @Order(2)
    void theUserOfMigrationsMakesTablesAndTopics() throws Exception {
        CommandRun migrate = run("migrate", "--config", config("crm-migrate", "crm_migrate"), "--topics", "2");

        assertThat(migrate.err()).isEmpty();
        assertThat(migrate.out())
                .contains("nothing to do: " + clickHouse.url() + " as crm_migrate", "topics are there: crm.events");
    }

    @Test
    @Order(3)
    void whatIsWrongWithKafkaIsReportedInOneLine() throws Exception {
        clickHouse.serve("crm_pulse");
        assertOneLine(
                runWith("ssl.truststore", "# ssl.truststore"),
                "Kafka " + kafka.address() + " shows a certificate that is not trusted (PKIX path building failed:",
                "): name its authority's under kafka.properties as ssl.truststore.location");
        assertOneLine(
                runWith(certificate.toString(), directory.resolve("nowhere.pem").toString()),
                "a file that kafka.properties names cannot be used: Failed to load",
                "nowhere.pem");
        assertOneLine(
                runWith("username=\"crm-pulse\"", "username=\"crm-sender\""),
                "Kafka " + kafka.address() + " refused the sign-in: check sasl.* under kafka.properties");
    }

    @Test
    @Order(4)
    void aPermissionThatIsMissingAtKafkaIsReportedByName() throws Exception {
        String let = "Kafka " + kafka.address() + " let this client in, but does not allow it ";
        assertOneLineWithout(
                topic(AclOperation.WRITE, Topics.ALERTS),
                "topic crm.alerts is missing at Kafka " + kafka.address(),
                "where it is there, this client has no permission on it");
        assertOneLineWithout(topic(AclOperation.WRITE, Topics.EVENTS), let + "WRITE on topic crm.events;");
        assertOneLineWithout(topic(AclOperation.READ, Topics.DEAD_LETTERS), let + "READ on topic crm.dlq;");
        assertOneLineWithout(
                new AclBinding(
                        new ResourcePattern(ResourceType.GROUP, JOB, PatternType.PREFIXED), allow(AclOperation.READ)),
                let + "READ on group crm-pulse-engagement-customer-people-queue-handover-desk-ticket;");
        assertOneLineWithout(
                new AclBinding(
                        new ResourcePattern(ResourceType.TRANSACTIONAL_ID, JOB, PatternType.PREFIXED),
                        allow(AclOperation.WRITE)),
                let
                        + "WRITE on transactional id crm-pulse-engagement-customer-people-queue-handover-desk-ticket-crm.alerts;");
        assertOneLine(
                start(config("crm-sender", "crm_pulse")),
                "topic crm.alerts, crm.derived, crm.dlq, crm.policies is missing at Kafka");
        Path tenants = directory.resolve("tenants.yaml");
        String without = Files.readString(tenants);
        Files.writeString(
                tenants,
                "tenants: {acme: {zone: UTC, webhooks: [{name: w, template: generic, url: \"http://127.0.0.1:1/\"}]}}\n");
        assertOneLine(start(config(JOB, "crm_pulse")), let + "READ on topic crm.alerts;");
        Files.writeString(tenants, without);
    }

    @Test
    @Order(5)
    void whatIsWrongWithClickHouseIsReportedInOneLine() throws Exception {
        String server = "ClickHouse " + clickHouse.url() + " as crm_pulse ";
        assertOneLine(
                runWith("ca_certificate", "# ca_certificate"),
                server + "shows a certificate that is not trusted (PKIX path building failed:",
                "): name its authority's as clickhouse.ca_certificate");
        assertOneLine(
                runWith("password: ${file:" + secret("crm_pulse"), "password: ${file:" + secret(JOB)),
                server + "refused the sign-in: check clickhouse.user and password");
        assertOneLine(
                runWith("https://", "http://"),
                server.replace("https", "http")
                        + "cannot be reached: check clickhouse.url, https:// where it wants TLS");
        clickHouse.serve("crm_reader");
        assertOneLine(
                start(config(JOB, "crm_reader")),
                "ClickHouse " + clickHouse.url()
                        + " as crm_reader let this user in, but does not grant INSERT ON crm_store.*;");
    }

    @Test
    @Order(6)
    void nothingHadMovedByThen() throws Exception {
        assertThat(ask("SELECT count() FROM crm.run")).isZero();
        assertThat(values(kafka.as(JOB), Topics.POLICIES)).isEmpty();
    }

    @Test
    @Order(7)
    void eventsComeInAndFactsAlertsAndTiersGoOut() throws Exception {
        clickHouse.serve("crm_pulse");
        send("acme", "first");
        send("unheard-of", "second");
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer receiver = receiver(received);
        Path config;
        try (RunningNotifier notifier = notifier(receiver.getAddress().getPort())) {
            config = config(JOB, "crm_pulse");
            CommandRun run =
                    run("run", "all", "--config", config, "--data-dir", directory.resolve("run"), "--for", "12s");
            assertThat(run.exitCode()).as(run.err()).isZero();
            notifier.check();
        } finally {
            receiver.stop(0);
        }

        CommandRun verify = run("verify", "--config", config);
        assertThat(verify.exitCode()).as(verify.out() + verify.err()).isZero();
        assertThat(run("dlq", "list", "--config", config).out()).contains("unknown tenant");
        assertThat(run("dlq", "replay", "--reason", "unknown tenant", "--config", config)
                        .out())
                .contains("sent 1 dead letters");
        assertThat(received).isNotEmpty().allMatch(alert -> alert.contains("first"));
        KafkaEndpoint listener = kafka.as("crm-listener");
        assertThat(values(listener, Topics.ALERTS)).anyMatch(alert -> alert.contains("\"first\""));
        assertThat(values(listener, Topics.DERIVED)).anyMatch(tier -> tier.contains("first"));
        assertThat(markers(listener, Topics.ALERTS))
                .as("commits of transactions")
                .isPositive();
        assertThat(values(kafka.as(JOB), Topics.EVENTS)).anyMatch(event -> event.contains("crm.clock.tick"));
    }

    @Test
    @Order(8)
    void analystsReadAllViewsAndWriteNothing() throws Exception {
        clickHouse.serve("crm_reader");
        assertThat(ask("SELECT count() FROM crm.first_response WHERE lead_id = 'first'"))
                .isEqualTo(1);
        assertThat(ask("SELECT count() FROM crm.dlq")).isEqualTo(1);
        try (Connection connection = clickHouse.endpoint().connect();
                Statement statement = connection.createStatement()) {
            List<String> views = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("SELECT name FROM system.tables WHERE database = 'crm' AND engine = 'View'"
                            + " AND NOT match(as_select, '{[a-z_]+:')")) {
                while (rows.next()) {
                    views.add(rows.getString(1));
                }
            }
            assertThat(views).hasSizeGreaterThan(40);
            // to plan it, all tables behind the views are asked whether they may be read
            statement
                    .executeQuery("EXPLAIN SELECT count() FROM crm."
                            + String.join(" UNION ALL SELECT count() FROM crm.", views))
                    .close();
            statement
                    .executeQuery("SELECT dictGet('crm.people_dictionary', 'team', ('acme', 'rep-1'), now64(3))")
                    .close();
            assertThat(catchThrowable(() -> statement.execute("INSERT INTO crm_store.run (run) VALUES (9)")))
                    .hasMessageContaining("Not enough privileges");
        }
    }

    @Test
    @Order(9)
    void whoErasesMayReplaceTables() throws Exception {
        clickHouse.serve("crm_pulse");
        assertOneLine(
                erase(config(JOB, "crm_pulse")),
                "as crm_pulse let this user in, but does not grant CREATE TABLE ON crm_store.*, DROP TABLE ON crm_store.*;");

        clickHouse.serve("crm_eraser");
        CommandRun erase = erase(config(JOB, "crm_eraser"));

        assertThat(erase.exitCode()).as(erase.err()).isZero();
        assertThat(ask("SELECT count() FROM crm.first_response WHERE owner LIKE 'erased-%'"))
                .isEqualTo(1);
    }

    private static CommandRun erase(Path config) {
        return run("erase", "acme", "rep/rep-1", "--config", config, "--data-dir", directory.resolve("run"));
    }

    @Test
    @Order(10)
    void noSecretIsPrinted() throws Exception {
        List<String> lines = new ArrayList<>(OUTPUT);
        logs.forEach(log -> lines.addAll(log.lines()));
        lines.addAll(Files.readAllLines(Path.of(System.getProperty("crmpulse.log", "target/crm-pulse.log"))));
        lines.addAll(Files.readAllLines(directory.resolve("clickhouse/log/clickhouse.log")));
        List<String> secrets = Stream.concat(kafka.secrets().stream(), clickHouse.secrets().stream())
                .toList();

        assertThat(lines.stream().filter(line -> line.contains("sasl.jaas.config = [hidden]")))
                .as("clients log their settings")
                .isNotEmpty();
        assertThat(lines.stream().filter(line -> secrets.stream().anyMatch(line::contains)))
                .isEmpty();
    }

    private static void assertOneLine(CommandRun command, String... parts) {
        assertThat(command.errors()).hasSize(1);
        assertThat(command.err()).startsWith("crm-pulse: ").contains(parts);
        assertThat(command.exitCode()).isEqualTo(1);
    }

    private static void assertOneLineWithout(AclBinding binding, String... message) throws Exception {
        kafka.forbid(binding);
        assertOneLine(start(config(JOB, "crm_pulse")), message);
        kafka.allow(List.of(binding));
    }

    private static AclBinding topic(AclOperation operation, String topic) {
        return new AclBinding(new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL), allow(operation));
    }

    private static AccessControlEntry allow(AclOperation operation) {
        return new AccessControlEntry("User:" + JOB, "*", operation, AclPermissionType.ALLOW);
    }

    private static CommandRun run(Object... arguments) {
        CommandRun run = CommandRun.of(arguments);
        OUTPUT.addAll(run.out().lines().toList());
        OUTPUT.addAll(run.errors());
        return run;
    }

    /** The job, which would end soon where nothing is wrong. */
    private static CommandRun start(Path config) {
        return run("run", "all", "--config", config, "--data-dir", directory.resolve("refused"), "--for", "1s");
    }

    /** The same with something else in its configuration. */
    private static CommandRun runWith(String instead, String other) throws IOException {
        Path config = config(JOB, "crm_pulse");
        String text = Files.readString(config);
        assertThat(text).contains(instead);
        return start(Files.writeString(config, text.replace(instead, other)));
    }

    private static Path config(String kafkaUser, String clickHouseUser) throws IOException {
        return Files.writeString(directory.resolve("crm-pulse.yaml"), """
                kafka:
                  bootstrap_servers: %s
                  properties:
                    security.protocol: SASL_SSL
                    sasl.mechanism: SCRAM-SHA-512
                    sasl.jaas.config: org.apache.kafka.common.security.scram.ScramLoginModule required username="%s" password="${file:%s}";
                    ssl.truststore.type: PEM
                    ssl.truststore.location: %s
                clickhouse:
                  url: %s
                  user: %s
                  password: ${file:%s}
                  ca_certificate: %s
                tenants: tenants.yaml
                horizon: {ticks: 1 s, allowance: 1 s}
                flink: {state: heap, checkpoint_interval: 1 s}
                """.formatted(
                        kafka.address(),
                        kafkaUser,
                        secret(kafkaUser),
                        certificate,
                        clickHouse.url(),
                        clickHouseUser,
                        secret(clickHouseUser),
                        certificate));
    }

    /** The file that a user's password is mounted as. */
    private static Path secret(String user) throws IOException {
        String password = kafka.password(user) == null ? clickHouse.password(user) : kafka.password(user);
        return Files.writeString(directory.resolve(user + ".secret"), password + "\n");
    }

    private static void send(String tenant, String lead) throws IOException {
        try (EventPublisher publisher = new EventPublisher(kafka.as("crm-sender"))) {
            publisher.event(
                    tenant + "/lead/" + lead,
                    ("{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"crm\",\"type\":\"crm.lead.created\","
                                    + "\"subject\":\"lead/%s\",\"time\":\"%s\",\"tenant\":\"%s\",\"actortype\":\"customer\","
                                    + "\"data\":{\"owner\":\"rep-1\"}}")
                            .formatted(lead, lead, Instant.now(), tenant)
                            .getBytes(StandardCharsets.UTF_8));
            publisher.flush();
        }
    }

    private static HttpServer receiver(List<String> received) throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        return receiver;
    }

    /** A notifier as its own user, as beside a cluster. */
    private static RunningNotifier notifier(int port) throws Exception {
        Path tenants = directory.resolve("alerts-tenants.yaml");
        Files.writeString(
                tenants,
                "tenants: {acme: {zone: UTC, webhooks: [{name: w, template: generic, url: \"http://127.0.0.1:" + port
                        + "/\"}]}}\n");
        Path config = config("crm-alerts", "crm_pulse");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("tenants.yaml", tenants.getFileName().toString()));
        ConfigFile file = ConfigFile.read(config);
        List<TenantWebhooks> webhooks = List.copyOf(file.tenants().webhooks());
        Preflight.notifier(file.requireKafka(), RunningNotifier.groupOf(file.consumerGroup()));
        return RunningNotifier.start(file.requireKafka(), webhooks, file.consumerGroup());
    }

    private static long ask(String sql) throws SQLException {
        try (Connection connection = clickHouse.endpoint().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Values of all committed records of a topic. */
    private static List<String> values(KafkaEndpoint reader, String topic) {
        List<String> values = new ArrayList<>();
        read(reader, topic, values);
        return values;
    }

    /** How many of a topic's offsets belong to no record. */
    private static long markers(KafkaEndpoint reader, String topic) {
        List<String> values = new ArrayList<>();
        return read(reader, topic, values) - values.size();
    }

    private static long read(KafkaEndpoint reader, String topic, List<String> values) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                reader.client(Map.of("isolation.level", "read_committed")),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            AtomicLong offsets = new AtomicLong();
            ends.values().forEach(offsets::addAndGet);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, String> record : consumer.poll(ONE_SECOND)) {
                    values.add(record.value());
                }
            }
            return offsets.get();
        }
    }
}
