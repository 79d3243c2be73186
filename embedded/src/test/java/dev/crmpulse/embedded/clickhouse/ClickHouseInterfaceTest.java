package dev.crmpulse.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interface of one running server, through ClickHouse's own clients and as plain HTTP. */
class ClickHouseInterfaceTest {
    private static final String[] ONE_BLOCK = {
        "max_insert_block_size", "1000000",
        "min_insert_block_size_rows", "1000000",
        "min_insert_block_size_bytes", "1073741824",
        "async_insert", "0",
        "wait_end_of_query", "1"
    };

    @TempDir
    static Path directory;

    private static ClickHouseProcess server;
    private static HttpStatements http;

    @BeforeAll
    static void startServer() {
        server = ClickHouseProcess.start(directory);
        http = new HttpStatements(server.endpoint());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static Client client() {
        return new Client.Builder()
                .addEndpoint(server.endpoint().httpUrl())
                .setUsername("writer")
                .setPassword(server.secret())
                .compressClientRequest(true)
                .compressServerResponse(true)
                .build();
    }

    @Test
    void jdbcWritesReadsAndBindsParameters() throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), "writer", server.secret());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE jdbc (id UInt32, name String, at DateTime64(3, 'UTC')) ENGINE = MergeTree"
                    + " ORDER BY id");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO jdbc VALUES (?, ?, ?)")) {
                for (int i = 1; i <= 3; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "it's " + i);
                    insert.setString(3, "2026-01-0" + i + " 10:00:00.123");
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT name FROM jdbc WHERE id > ? ORDER BY id")) {
                query.setInt(1, 1);
                try (ResultSet rows = query.executeQuery()) {
                    List<String> names = new ArrayList<>();
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                    assertThat(names).containsExactly("it's 2", "it's 3");
                }
            }
        }
    }

    @Test
    void jdbcReportsCodeAndMessageOfAnError() throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), "writer", server.secret());
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM no_such_table"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Code: 60")
                    .hasMessageContaining("no_such_table");
        }
    }

    @Test
    void theClientInsertsRowBinaryAndQueriesWithParameters() throws Exception {
        http.value("CREATE TABLE client (id UInt32, text String) ENGINE = MergeTree ORDER BY id");
        try (Client client = client()) {
            try (InsertResponse response = client.insert(
                            "client",
                            new ByteArrayInputStream(RowBinary.rows(1000, 20)),
                            ClickHouseFormat.RowBinary,
                            new InsertSettings())
                    .get(30, TimeUnit.SECONDS)) {
                assertThat(response.getWrittenRows()).isEqualTo(1000);
            }
            List<GenericRecord> rows = client.queryAll(
                    "SELECT count() AS n, sum(id) AS ids, any(text) AS text FROM client WHERE id < {limit:UInt32}",
                    Map.of("limit", 100));

            // 0 + 1 + … + 99 = 4950
            assertThat(rows).singleElement().satisfies(row -> {
                assertThat(row.getLong("n")).isEqualTo(100);
                assertThat(row.getLong("ids")).isEqualTo(4950);
                assertThat(row.getString("text")).isEqualTo("x".repeat(20));
            });
        }
    }

    @Test
    void aBodyOf16MegabytesIsOneInsertBlockAndOnePart() throws Exception {
        http.value("CREATE TABLE one_block (id UInt32, text String) ENGINE = MergeTree ORDER BY id");

        // 200,000 rows of 4 + 1 + 75 = 80 bytes are 16,000,000 bytes.
        byte[] body = RowBinary.rows(200_000, 75);
        assertThat(body).hasSize(16_000_000);
        HttpResponse<String> response = http.insert("INSERT INTO one_block FORMAT RowBinary", body, ONE_BLOCK);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("X-ClickHouse-Summary").orElseThrow())
                .contains("\"written_rows\":\"200000\"");
        assertThat(http.value("SELECT name, rows FROM system.parts WHERE table = 'one_block'"))
                .isEqualTo("all_1_1_0\t200000");
    }

    @Test
    void withoutTheSettingsABlockEndsWhereItsRowsAreSetTo() throws Exception {
        http.value("CREATE TABLE four_blocks (id UInt32, text String) ENGINE = MergeTree ORDER BY id");

        http.insert(
                "INSERT INTO four_blocks FORMAT RowBinary",
                RowBinary.rows(4000, 5),
                "max_insert_block_size",
                "1000",
                "min_insert_block_size_rows",
                "0",
                "min_insert_block_size_bytes",
                "0");

        assertThat(http.value("SELECT max(max_block_number) FROM system.parts WHERE table = 'four_blocks'"))
                .isEqualTo("4");
    }

    @Test
    void theSameTokenKeepsOneCopyAndAnotherTokenAddsOne() throws Exception {
        http.value("CREATE TABLE token (id UInt32, text String) ENGINE = MergeTree ORDER BY id"
                + " SETTINGS non_replicated_deduplication_window = 100");
        byte[] body = RowBinary.rows(1000, 10);

        for (String token : List.of("a", "a", "b", "a")) {
            List<String> settings = new ArrayList<>(List.of(ONE_BLOCK));
            settings.addAll(List.of("insert_deduplication_token", token));
            assertThat(http.insert("INSERT INTO token FORMAT RowBinary", body, settings.toArray(String[]::new))
                            .statusCode())
                    .isEqualTo(200);
        }

        // 1000 of token a, once, and 1000 of token b.
        assertThat(http.value("SELECT count() FROM token")).isEqualTo("2000");
    }

    @Test
    void theLatestVersionOfARowIsReadWithFinal() throws Exception {
        http.value("CREATE TABLE facts (id UInt32, v UInt64, name String, deleted UInt8)"
                + " ENGINE = ReplacingMergeTree(v, deleted) ORDER BY id");
        http.value("INSERT INTO facts VALUES (1, 1, 'old', 0), (2, 1, 'gone', 0)");
        http.value("INSERT INTO facts VALUES (1, 2, 'new', 0), (2, 2, '', 1)");

        assertThat(http.value("SELECT id, name FROM facts FINAL")).isEqualTo("1\tnew");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELEC 1                      | 62  | 400",
                "                             | 62  | 400",
                "SELECT 1; SELECT 2           | 62  | 400",
                "SELECT nothing               | 47  | 404",
                "SELECT * FROM no_such_table  | 60  | 404",
                "SELECT throwIf(1)            | 395 | 500",
                "SELECT toUInt8('x')          | 6   | 400",
                "SYSTEM SHUTDOWN              | 48  | 501",
                "INSERT INTO no_such_table FORMAT TSV | 60 | 404",
            })
    void anErrorHasItsCodeAndStatus(String sql, int code, int status) throws Exception {
        HttpResponse<String> response = http.post(sql == null ? "" : sql);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).contains(Integer.toString(code));
        assertThat(response.body()).startsWith("Code: " + code + ". DB::Exception: ");
    }

    @Test
    void settingsComeFromTheUrlAndOnlyKnownOnes() throws Exception {
        assertThat(http.value("SELECT getSetting('max_block_size')", "max_block_size", "4321"))
                .isEqualTo("4321");
        assertThat(http.post("SELECT 1", "max_thread", "1").body())
                .contains("max_thread")
                .contains("UNKNOWN_SETTING");
        assertThat(http.post("SELECT 1", "database", "nowhere").body()).contains("UNKNOWN_DATABASE");
    }

    @Test
    void aWrongUserIsRefused() throws Exception {
        HttpResponse<String> response = http.post("SELECT 1", "user", "nobody");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).contains("516");
    }

    @Test
    void getReadsButDoesNotWrite() throws Exception {
        assertThat(http.get("SELECT {a:UInt32} + 1, {b:String}", "param_a", "41", "param_b", "it's")
                        .body())
                .isEqualTo("42\tit\\'s\n");
        assertThat(http.get("CREATE TABLE by_get (a UInt8) ENGINE = Memory").body())
                .contains("READONLY");
        assertThat(http.get("INSERT INTO by_get VALUES (1)").body()).contains("READONLY");
    }

    @Test
    void aSessionKeepsWhatItsStatementsSetButNotWhatARequestSet() throws Exception {
        http.value("CREATE TEMPORARY TABLE mine (a UInt8)", "session_id", "s");
        http.value("INSERT INTO mine VALUES (1)", "session_id", "s");
        http.value("SET max_block_size = 1111", "session_id", "s");

        String state = "SELECT count(), getSetting('max_block_size'), currentDatabase() FROM mine";
        assertThat(http.value(state, "session_id", "s", "max_block_size", "2222", "database", "system"))
                .isEqualTo("1\t2222\tsystem");
        assertThat(http.value(state, "session_id", "s")).isEqualTo("1\t1111\tdefault");
        assertThat(http.post(state, "session_id", "other").body()).contains("UNKNOWN_TABLE");
    }

    /** By what a client does that keeps its connections: else a session ends with the statement after the cut. */
    @Test
    void connectionsThatWaitAreKeptHoweverManyThereAre() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                waiting.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
                ping(waiting.get(i));
            }
            for (Socket socket : waiting) {
                ping(socket);
            }
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static void ping(Socket socket) throws IOException {
        socket.getOutputStream()
                .write(("GET /ping HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("Ok.\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("end of %s", answer).isNotNegative();
            answer.append((char) next);
        }
    }

    @Test
    void aSessionIsFreeAsSoonAsItsAnswerHasEnded() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(http.value("SELECT " + i, "session_id", "quick", "max_threads", "1"))
                    .isEqualTo(Integer.toString(i));
        }
    }

    @Test
    void aSessionThatMustExistAndDoesNotIsRefused() throws Exception {
        assertThat(http.post("SELECT 1", "session_id", "never", "session_check", "1")
                        .body())
                .contains("SESSION_NOT_FOUND");
        http.value("SELECT 1", "session_id", "closed");
        http.value("SELECT 1", "session_id", "closed", "close_session", "1");
        assertThat(http.post("SELECT 1", "session_id", "closed", "session_check", "1")
                        .body())
                .contains("SESSION_NOT_FOUND");
    }

    @Test
    void bodiesAndAnswersMayBeGzipped() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write("SELECT number FROM numbers(3)".getBytes(StandardCharsets.UTF_8));
        }
        HttpRequest request = HttpRequest.newBuilder(http.uri("enable_http_compression", "1"))
                .header("Content-Encoding", "gzip")
                .header("Accept-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zipped.toByteArray()))
                .build();

        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo("0\n1\n2\n");
    }

    @Test
    void aLargeAnswerArrivesWhole() throws Exception {
        // 0 + 1 + … + 999,999 = 499,999,500,000
        try (Client client = client()) {
            long sum = 0;
            for (GenericRecord row : client.queryAll("SELECT number FROM numbers(1000000)")) {
                sum += row.getLong(1);
            }
            assertThat(sum).isEqualTo(499_999_500_000L);
        }
        assertThat(http.value("SELECT number FROM numbers(1000000) FORMAT TSV")
                        .lines()
                        .count())
                .isEqualTo(1_000_000);
    }

    @Test
    void anErrorInTheMiddleOfAnAnswerEndsItWithTheReasonAndCutsTheConnection() throws Exception {
        String sql = "SELECT number, throwIf(number = 1900000) FROM numbers(2000000) FORMAT TSV";
        String answer = answerAsItCame(http.uri("max_block_size", "65536"), sql);

        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotEndWith("\r\n0\r\n\r\n");
        Matcher tag = Pattern.compile("(?i)X-ClickHouse-Exception-Tag: (\\w+)").matcher(answer);
        assertThat(tag.find()).isTrue();
        assertThat(answer.substring(answer.length() - 2_000))
                .contains("\r\n__exception__\r\n" + tag.group(1) + "\r\nCode: 395. DB::Exception: ")
                .contains(" " + tag.group(1) + "\r\n__exception__\r\n");
        assertThat(http.post(sql, "max_block_size", "65536", "wait_end_of_query", "1")
                        .statusCode())
                .isEqualTo(500);
    }

    /** All bytes until the server cuts the connection: a client that parses them may drop the last ones for the cut. */
    private static String answerAsItCame(URI uri, String sql) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            byte[] request = ("POST " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: "
                            + uri.getAuthority() + "\r\nContent-Length: " + sql.length() + "\r\n\r\n" + sql)
                    .getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 8, ''", "Transfer-Encoding: chunked, '4\r\n'"})
    void rowsOfASenderThatDiedAreNotInserted(String lengthHeader, String chunkHead) throws Exception {
        http.value("CREATE OR REPLACE TABLE cut (a UInt32) ENGINE = MergeTree ORDER BY a");
        try (Socket socket = new Socket(server.host(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /?query=INSERT+INTO+cut+FORMAT+RowBinary&user=writer&password=" + server.secret()
                            + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n" + lengthHeader
                            + "\r\n\r\n" + chunkHead)
                    .getBytes(StandardCharsets.US_ASCII));
            // One whole row of four bytes; a second one, or the chunks' end, never comes.
            out.write(new byte[] {1, 0, 0, 0});
            out.flush();
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("200 OK");
        }
        assertThat(http.value("SELECT count() FROM cut")).isEqualTo("0");
    }

    @Test
    void eightQueriesRunAtOnce() throws Exception {
        long start = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(http.uri())
                .POST(HttpRequest.BodyPublishers.ofString("SELECT sleep(1)"))
                .build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(http.sendLater(request));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("0\n");
        }

        // One after another they would take 8 × 1 s = 8 s.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }
}
