package dev.crmpulse.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crmpulse.embedded.clickhouse.engine.EngineLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a server's process. */
class ClickHouseProcessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static ClickHouseProcess server;

    @TempDir
    Path another;

    @BeforeAll
    static void startServer() {
        server = ClickHouseProcess.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void isFoundByItsDirectory() {
        assertThat(ClickHouseProcess.attach(directory)).contains(server.endpoint());
    }

    @Test
    void afterAKillItAnswersOnTheSamePortWithEveryAcknowledgedRow() throws Exception {
        HttpStatements http = new HttpStatements(server.endpoint());
        http.value("CREATE TABLE kept (a UInt32, s String) ENGINE = MergeTree ORDER BY a");
        int port = server.port();
        int acknowledged = 0;

        for (int kill = 0; kill < 3; kill++) {
            long pid = server.pid();
            for (int i = 0; i < 5; i++) {
                assertThat(http.insert("INSERT INTO kept FORMAT RowBinary", RowBinary.rows(100, 10))
                                .statusCode())
                        .isEqualTo(200);
                acknowledged += 100;
            }
            server.kill();
            await().atMost(TIMEOUT).until(() -> server.pid() != pid);
            assertThat(server.port()).isEqualTo(port);
        }

        // 3 kills × 5 inserts × 100 rows = 1500
        assertThat(http.value("SELECT count() FROM kept"))
                .isEqualTo(Integer.toString(acknowledged))
                .isEqualTo("1500");
    }

    @Test
    void oneThatIsKilledBeforeItsFirstAnswerIsBegunAgain() {
        CompletableFuture<Long> killed = CompletableFuture.supplyAsync(() -> {
            ProcessHandle victim = await().atMost(TIMEOUT)
                    .pollInterval(Duration.ofMillis(2))
                    .until(this::serverOfAnother, Optional::isPresent)
                    .orElseThrow();
            victim.destroyForcibly();
            return victim.pid();
        });

        try (ClickHouseProcess begunAgain = ClickHouseProcess.start(another)) {
            assertThat(killed).isCompleted();
            assertThat(begunAgain.pid()).isNotEqualTo(killed.join());
            assertThat(ClickHouseProcess.attach(another)).contains(begunAgain.endpoint());
        }
    }

    private Optional<ProcessHandle> serverOfAnother() {
        return ProcessHandle.current()
                .children()
                .filter(child ->
                        child.info().arguments().stream().flatMap(Stream::of).anyMatch(another.toString()::equals))
                .findFirst();
    }

    @Test
    void theTerminalsInterruptLeavesItToTheProcessThatStartedIt() throws Exception {
        long pid = server.pid();

        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();

        assertThat(new HttpStatements(server.endpoint()).value("SELECT sleep(0.5)"))
                .isEqualTo("0");
        assertThat(server.pid()).isEqualTo(pid);
    }

    @Test
    void aSecondServerRunsBesideItWithItsOwnData() throws Exception {
        try (ClickHouseProcess second = ClickHouseProcess.start(another)) {
            new HttpStatements(server.endpoint()).value("CREATE TABLE here (a UInt8) ENGINE = MergeTree ORDER BY a");

            assertThat(second.port()).isNotEqualTo(server.port());
            assertThat(new HttpStatements(second.endpoint()).value("EXISTS TABLE here"))
                    .isEqualTo("0");
        }
    }

    @Test
    void closingItLeavesNoProcessAndNoFilesThatAnnounceOne() {
        ClickHouseProcess second = ClickHouseProcess.start(another);
        long pid = second.pid();

        second.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(another.resolve("clickhouse.port")).doesNotExist();
        assertThat(another.resolve("clickhouse.pid")).doesNotExist();
        assertThat(another.resolve("log/clickhouse.log")).isEmptyFile();
    }

    @Test
    void aSecondServerOnItsDirectoryIsRefusedInOneLine() throws Exception {
        assertThatThrownBy(() -> ClickHouseProcess.start(directory))
                .isInstanceOf(ClickHouseStartException.class)
                .hasMessage("Data directory " + directory
                        + " is in use by another ClickHouse server: stop that one or choose another directory.");
        assertThat(ServerCommand.run(new ServerDirectory(directory), 0, ServerLife.ofThisProcess())
                        .waitFor())
                .isEqualTo(76);
        assertThat(ClickHouseProcess.attach(directory)).contains(server.endpoint());
    }

    @Test
    void aUsedPortIsReportedInOneLine() {
        assertThatThrownBy(() -> ClickHouseProcess.start(another, server.port()))
                .isInstanceOf(ClickHouseStartException.class)
                .hasMessage("Port " + server.port() + " of 127.0.0.1 is in use: choose another one, or 0 for any.");
    }

    @Test
    void filesOfADeadServerAreNoServer() throws IOException {
        assertThat(ClickHouseProcess.attach(another)).isEmpty();

        // This very process is alive, but no ClickHouse answers on the port.
        Files.writeString(
                another.resolve("clickhouse.pid"), ProcessHandle.current().pid() + "\n");
        Files.writeString(another.resolve("clickhouse.port"), "1\n");
        assertThat(ClickHouseProcess.attach(another)).isEmpty();

        // The largest pid Linux allows is 2^22 = 4194304.
        Files.writeString(another.resolve("clickhouse.pid"), "4194305\n");
        Files.writeString(another.resolve("clickhouse.port"), server.port() + "\n");
        assertThat(ClickHouseProcess.attach(another)).isEmpty();
    }

    @Test
    void itEndsWhenTheProcessThatStartedItIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + EngineLibrary.OVERRIDE + "=" + EngineLibrary.locate(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentOfClickHouse.class.getName(),
                        another.toString())
                .redirectErrorStream(true)
                .redirectOutput(another.resolve("parent.log").toFile())
                .start();
        try {
            await().atMost(TIMEOUT)
                    .until(() -> ClickHouseProcess.attach(another).isPresent());
            long orphan = ClickHouseProcess.attach(another).orElseThrow().pid();

            parent.destroyForcibly().waitFor();

            await().atMost(TIMEOUT).until(() -> ProcessHandle.of(orphan)
                    .filter(ProcessHandle::isAlive)
                    .isEmpty());
            assertThat(another.resolve("clickhouse.pid")).doesNotExist();
        } finally {
            parent.destroyForcibly();
        }
    }
}
