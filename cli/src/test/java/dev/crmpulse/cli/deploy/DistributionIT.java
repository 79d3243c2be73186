package dev.crmpulse.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.endtoend.Answers;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.embedded.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    @TempDir
    private static Path directory;

    private static Path home;
    private static EmbeddedKafka kafka;
    private static ClickHouseProcess clickHouse;

    private record Ended(int exitCode, String out, List<String> errors) {}

    @BeforeAll
    static void unpack() throws Exception {
        String archive = ARCHIVE.getFileName().toString();
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

    @Test
    @Order(5)
    void itMigratesAndRuns() throws Exception {
        Path config = Files.writeString(directory.resolve("crm-pulse.yaml"), """
                kafka: {bootstrap_servers: "%s"}
                clickhouse: {url: "%s", user: writer, password: "%s"}
                horizon: {ticks: 1 s, allowance: 1 s}
                flink: {state: heap, checkpoint_interval: 1 s}
                """.formatted(
                        kafka.bootstrapServers(), endpoint().url(), endpoint().password()));

        Ended migrate = run("migrate", "--topics", "--config", config.toString());
        assertThat(migrate.exitCode()).as(migrate.toString()).isZero();

        Ended run = run("run", "people", "--config", config.toString(), "--for", "1s");
        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(new Answers(endpoint()).lines("SELECT run, ended_at IS NOT NULL FROM crm.run"))
                .containsExactly("1\t1");
    }

    private static ClickHouseEndpoint endpoint() {
        return ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret());
    }

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/crm-pulse").toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = directory.resolve("out");
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", directory.resolve("path").toString());
        int exitCode = builder.start().waitFor();
        return new Ended(exitCode, Files.readString(out, StandardCharsets.UTF_8), Files.readAllLines(errors));
    }
}
