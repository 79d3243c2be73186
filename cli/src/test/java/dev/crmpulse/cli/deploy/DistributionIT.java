package dev.crmpulse.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.crmpulse.cli.endtoend.Answers;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.embedded.kafka.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn package} leaves, unpacked elsewhere, with nothing but Java on the path. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DistributionIT {
    private static final Path ARCHIVE = Path.of(System.getProperty("crmpulse.distribution"));

    /** What a process ends with that SIGTERM ended, be it in order. */
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private static Path directory;

    private static Path home;
    private static EmbeddedKafka kafka;
    private static ClickHouseProcess clickHouse;

    private static Path config;

    private static final List<Process> STARTED = new ArrayList<>();

    private record Ended(int exitCode, String out, List<String> errors) {}

    /** A command that runs, and the files that it writes to. */
    private record Started(Process process, Path out, Path err) {
        private String errors() throws IOException {
            return Files.readString(err);
        }

        /** Asks it to stop in order, as a service manager does. */
        private Ended stop() throws IOException, InterruptedException {
            process.destroy();
            return end();
        }

        private Ended end() throws IOException, InterruptedException {
            int exitCode = process.waitFor();
            return new Ended(exitCode, Files.readString(out), Files.readAllLines(err));
        }
    }

    @BeforeAll
    static void unpack() throws Exception {
        String archive = ARCHIVE.getFileName().toString();
        config = directory.resolve("crm-pulse.yaml");
        home = directory.resolve(archive.substring(0, archive.length() - ".tar.gz".length()));
        Process tar = new ProcessBuilder("tar", "xzf", ARCHIVE.toString(), "-C", directory.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        Files.createSymbolicLink(
                Files.createDirectory(directory.resolve("path")).resolve("java"),
                Path.of(System.getProperty("java.home"), "bin", "java"));
        kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        clickHouse = ClickHouseProcess.start(Files.createDirectory(directory.resolve("clickhouse")));
    }

    @AfterAll
    static void stop() throws Exception {
        STARTED.forEach(Process::destroyForcibly);
        try (AutoCloseable broker = kafka;
                AutoCloseable database = clickHouse) {
            // both end, whichever fails
        }
    }

    @Test
    @Order(1)
    void allThatItsScriptNamesIsInIt() throws IOException {
        String classPath = Files.readString(home.resolve("lib/class-path")).strip();

        assertThat(classPath.split(":")).hasSizeGreaterThan(50).allSatisfy(jar -> assertThat(home.resolve(jar))
                .isRegularFile());
        assertThat(List.of(
                        "job/crm-pulse-job.jar",
                        "README.md",
                        "docs/operations.md",
                        "deploy/config/crm-pulse.yaml",
                        "deploy/config/tenants.yaml",
                        "examples/mappings/bpi2012.yaml",
                        "dashboards/grafana/en",
                        "dashboards/provisioning"))
                .allSatisfy(name -> assertThat(home.resolve(name)).exists());
    }

    @Test
    @Order(2)
    void itsHelpNamesTheCommandsAndItsVersion() throws Exception {
        Ended help = run("--help");

        assertThat(help.exitCode()).as(help.toString()).isZero();
        assertThat(help.out()).contains("  run ", "  migrate ", "In a checkout also: crm-pulse bench");
        assertThat(run("--version").out().strip())
                .isEqualTo(home.getFileName().toString().replace("crm-pulse-", "crm-pulse "));
    }

    @Test
    @Order(3)
    void policiesAreChecked() throws Exception {
        Path file = Files.writeString(
                directory.resolve("profile.yaml"),
                "{kind: tenant, id: profile, tenant: acme, version: 1, effective_from: 2026-01-01, zone: UTC}");

        Ended check = run("policy", "check", file.toString());

        assertThat(check.exitCode()).as(check.toString()).isZero();
        assertThat(check.out()).contains("acme/tenant/profile/2026-01-01T00:00:00Z");
    }

    @Test
    @Order(4)
    void aCommandThatNeedsTheEngineSaysWhatIsMissing() throws Exception {
        Ended replay = run(
                "replay",
                home.resolve("examples/loans.xes").toString(),
                "--mapping",
                home.resolve("examples/mappings/bpi2012.yaml").toString());

        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.errors())
                .last()
                .asString()
                .startsWith("crm-pulse: The ClickHouse engine for commands on a data directory is not installed: set"
                        + " CRM_PULSE_CHDB_LIB");
    }

    /** As on a cluster: one process runs the timeline, another one delivers their alerts. */
    @Test
    @Order(5)
    void itMigratesRunsAndDeliversAlerts() throws Exception {
        Files.writeString(directory.resolve("tenants.yaml"), "tenants:\n  acme: {zone: UTC}\n");
        Path alerts = Files.writeString(
                directory.resolve("alerts.yaml"), config().replace("tenants.yaml", "tenants-with-webhook.yaml"));
        Files.writeString(config, config());
        List<String> posts = new CopyOnWriteArrayList<>();
        HttpServer receiver = receiver(posts);
        try {
            Files.writeString(directory.resolve("tenants-with-webhook.yaml"), """
                    tenants:
                      acme:
                        zone: UTC
                        webhooks: [{name: desk, template: generic, url: "http://127.0.0.1:%d/"}]
                    """.formatted(
                            receiver.getAddress().getPort()));

            Ended migrate = run("migrate", "--topics", "--config", config.toString());
            assertThat(migrate.exitCode()).as(migrate.toString()).isZero();

            Started deliver = start("alerts", "deliver", "--config", alerts.toString());
            await(deliver).until(() -> deliver.errors().contains("sending alerts of "));
            send("acme", "answered-by-nobody");
            send("unheard-of", "of-no-tenant");
            Started run = start("run", "engagement", "--config", config.toString(), "--page-port", "0");
            await(run)
                    .until(() -> !posts.isEmpty()
                            && answers().number("SELECT count() FROM crm.dlq") == 1
                            && answers().number("SELECT count() FROM crm.first_response") == 1);

            assertThat(posts)
                    .singleElement()
                    .asString()
                    .contains("\"status\":\"raised\"", "\"entity_id\":\"answered-by-nobody\"");
            assertShowsItsBoards(run);
            Ended stopped = run.stop();
            assertThat(stopped.exitCode()).as(stopped.toString()).isEqualTo(TERMINATED);
            assertThat(answers().lines("SELECT run, ended_at IS NOT NULL FROM crm.run"))
                    .containsExactly("1\t1");
            Ended delivered = deliver.stop();
            assertThat(delivered.exitCode()).as(delivered.toString()).isEqualTo(TERMINATED);
            assertThat(delivered.out())
                    .isEqualTo("1 posts accepted, 0 dead letters, 0 waiting for the next notifier\n");
        } finally {
            receiver.stop(0);
        }
    }

    /** The page and the dashboard files come from what was unpacked, the figures from the ClickHouse of the run. */
    private static void assertShowsItsBoards(Started run) throws Exception {
        Matcher boards = Pattern.compile("· boards (http://\\S+)").matcher(run.errors());
        assertThat(boards.find()).as(run.errors()).isTrue();
        URI page = URI.create(boards.group(1));
        HttpClient browser = HttpClient.newHttpClient();

        assertThat(get(browser, page.resolve("/d/crm-sla-promises-en"))).containsIgnoringCase("<!doctype html>");
        assertThat(get(browser, page.resolve("/api/boards/crm-sla-promises-zh")))
                .isEqualTo(Files.readString(home.resolve("dashboards/grafana/zh/sla-promises.json")));
        HttpResponse<String> tenants = browser.send(
                HttpRequest.newBuilder(page.resolve("/api/variable"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"board\": \"crm-sla-promises-en\", \"variable\": \"tenant\", \"from\": 0, \"to\": "
                                        + System.currentTimeMillis() + "}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(tenants.body()).contains("{\"value\":\"acme\",");
    }

    private static String get(HttpClient browser, URI address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    @Order(6)
    void itsFiguresAreVerified() throws Exception {
        Ended verify = run("verify", "--config", config.toString());

        assertThat(verify.exitCode()).as(verify.toString()).isZero();
        assertThat(verify.out().lines())
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.endsWith(" equal") || line.endsWith(" of these facts"))
                .anyMatch(line -> line.contains(" first_response ") && line.contains(" 1 rows"));
    }

    @Test
    @Order(7)
    void deadLettersAreListedAndSentAgain() throws Exception {
        assertThat(run("dlq", "list", "--config", config.toString()).out().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("unknown tenant")
                .contains(" 1 ");
        assertThat(run("dlq", "replay", "--reason", "unknown tenant", "--config", config.toString())
                        .out())
                .isEqualTo("sent 1 dead letters of reason 'unknown tenant' again\n");
    }

    private static HttpServer receiver(List<String> posts) throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        return receiver;
    }

    private static void send(String tenant, String lead) throws IOException {
        try (EventPublisher publisher = new EventPublisher(KafkaEndpoint.of(kafka.bootstrapServers()))) {
            publisher.event(
                    tenant + "/lead/" + lead,
                    ("{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"crm\",\"type\":\"crm.lead.created\","
                                    + "\"subject\":\"lead/%s\",\"time\":\"%s\",\"tenant\":\"%s\",\"data\":{}}")
                            .formatted(lead, lead, Instant.now(), tenant)
                            .getBytes(StandardCharsets.UTF_8));
            publisher.flush();
        }
    }

    private static String config() {
        return """
                kafka: {bootstrap_servers: "%s"}
                clickhouse: {url: "%s", user: writer, password: "%s"}
                tenants: tenants.yaml
                horizon: {ticks: 1 s, allowance: 1 s}
                flink: {state: heap, checkpoint_interval: 1 s}
                """.formatted(
                        kafka.bootstrapServers(), endpoint().url(), endpoint().password());
    }

    private static Answers answers() {
        return new Answers(endpoint());
    }

    private static ClickHouseEndpoint endpoint() {
        return ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret());
    }

    /** Waits for what a command does; ends at once where the command does. */
    private static ConditionFactory await(Started command) {
        return Awaitility.await().atMost(Duration.ofMinutes(2)).failFast(() -> assertThat(command.process.isAlive())
                .as(command.errors())
                .isTrue());
    }

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    private static Started start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/crm-pulse").toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile(directory, arguments[0], ".out");
        Path errors = Files.createTempFile(directory, arguments[0], ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", directory.resolve("path").toString());
        Started started = new Started(builder.start(), out, errors);
        STARTED.add(started.process);
        return started;
    }
}
