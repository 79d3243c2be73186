package dev.crmpulse.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crmpulse.embedded.directory.DirectoryLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that outlives who started it, and is left behind by nobody. */
class KeptClickHouseTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private ClickHouseEndpoint kept;

    @AfterEach
    void end() {
        ProcessHandle.of(kept.pid()).ifPresent(server -> {
            server.destroyForcibly();
            server.onExit().join();
        });
    }

    @Test
    void whoeverNeedsTheDirectoryAsksItToGoAndNobodyElseMay() throws Exception {
        kept = KeptClickHouse.start(directory, LONG);
        assertThat(ClickHouseProcess.attach(directory)).contains(kept);
        HttpStatements http = new HttpStatements(kept);
        http.value("CREATE TABLE kept (a UInt32) ENGINE = MergeTree ORDER BY a");
        http.value("INSERT INTO kept VALUES (1), (2)");

        assertThat(release("user", "default", "password", "").statusCode()).isEqualTo(403);
        assertThat(release("user", "writer", "password", "wrong").statusCode()).isEqualTo(403);
        assertThat(http.send(
                                HttpRequest.newBuilder(HttpStatements.ofReader(kept)
                                                .uri()
                                                .resolve("/release?user=writer&password=" + kept.secret()))
                                        .GET()
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
        assertThat(releaseOfAPage("Host: 127.0.0.1:" + kept.port() + "\r\nOrigin: http://attacker.example"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(releaseOfAPage("Host: attacker.example")).startsWith("HTTP/1.1 403 ");
        assertThat(ClickHouseProcess.attach(directory)).contains(kept);

        try (ClickHouseProcess own = ClickHouseProcess.start(directory)) {
            assertThat(own.pid()).isNotEqualTo(kept.pid());
            assertThat(ProcessHandle.of(kept.pid())).isEmpty();
            assertThat(new HttpStatements(own.endpoint()).value("SELECT sum(a) FROM kept"))
                    .isEqualTo("3");
            // one that belongs to a command is not let go by its secret either
            KeptClickHouse.release(own.endpoint());
            assertThat(ClickHouseProcess.attach(directory)).contains(own.endpoint());
        }
    }

    @Test
    void itEndsWhenNobodyAsksAndNobodyLooks() throws Exception {
        DirectoryLock look = DirectoryLock.shared(directory).orElseThrow();
        try (look) {
            kept = KeptClickHouse.start(directory, Duration.ofSeconds(1));
            // longer than the second that it is kept: an open statement, then somebody who looks
            HttpStatements http = new HttpStatements(kept);
            assertThat(http.value("SELECT sleep(1.3)")).isEqualTo("0");
            Thread.sleep(1300);
            assertThat(http.value("SELECT 1")).isEqualTo("1");
            assertThat(KeptClickHouse.start(directory, LONG))
                    .as("the second to start one finds the first")
                    .isEqualTo(kept);
        }

        await().atMost(TIMEOUT).until(() -> ProcessHandle.of(kept.pid()).isEmpty());
        assertThat(directory.resolve("clickhouse.pid")).doesNotExist();
        assertThat(directory.resolve("clickhouse.port")).doesNotExist();
        assertThat(directory.resolve("log/clickhouse.log"))
                .hasContent("Data directory " + directory
                        + " is in use by another ClickHouse server: stop that one or choose another directory.");
    }

    @Test
    void itEndsWithItsDirectory() throws Exception {
        kept = KeptClickHouse.start(directory, LONG);

        FileUtils.forceDelete(directory.resolve("clickhouse.pid").toFile());

        await().atMost(TIMEOUT).until(() -> ProcessHandle.of(kept.pid()).isEmpty());
    }

    private HttpResponse<String> release(String... credentials) throws IOException, InterruptedException {
        HttpStatements reader = HttpStatements.ofReader(kept);
        String query = reader.uri(credentials).getRawQuery();
        return reader.send(
                HttpRequest.newBuilder(reader.uri().resolve("/release?" + query))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** With everything that it would need, were it no page. */
    private String releaseOfAPage(String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), kept.port())) {
            socket.getOutputStream()
                    .write(("POST /release HTTP/1.1\r\n" + headers
                                    + "\r\nX-ClickHouse-User: writer\r\nX-ClickHouse-Key: " + kept.secret()
                                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
