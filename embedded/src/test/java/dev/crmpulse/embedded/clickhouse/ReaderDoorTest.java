package dev.crmpulse.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody without the secret gets of one running server: figures, and nothing else of the machine. */
class ReaderDoorTest {
    private static final String SECRET = "to be read by nobody";

    @TempDir
    static Path directory;

    private static ClickHouseProcess server;
    private static HttpStatements writer;
    private static HttpStatements reader;
    private static Path outside;

    @BeforeAll
    static void startServer() throws Exception {
        server = ClickHouseProcess.start(directory.resolve("data"));
        writer = new HttpStatements(server.endpoint());
        reader = HttpStatements.ofReader(server.endpoint());
        outside = Files.writeString(directory.resolve("outside.txt"), SECRET + "\n");
        writer.value("CREATE DATABASE crm");
        writer.value("CREATE DATABASE crm_store");
        writer.value("CREATE TABLE crm_store.deal (id UInt32, name String) ENGINE = MergeTree ORDER BY id");
        writer.value("INSERT INTO crm_store.deal VALUES (1, 'one'), (2, 'two')");
        writer.value("CREATE VIEW crm.deal AS SELECT * FROM crm_store.deal SETTINGS max_threads = 1");
        writer.value("CREATE VIEW crm.since AS SELECT * FROM crm_store.deal WHERE id >= {from:UInt32}");
        writer.value("CREATE TABLE default.other (id UInt32) ENGINE = MergeTree ORDER BY id");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    // --- who is let in

    @Test
    void theSecretIsTheOwnersAlone() throws Exception {
        Path file = directory.resolve("data").resolve("clickhouse.secret");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file).strip()).hasSize(48).isEqualTo(server.secret());
        assertThat(server.endpoint().toString()).doesNotContain(server.secret());
    }

    @ParameterizedTest
    @CsvSource({"writer, ''", "writer, wrong", "default, wrong", "root, ''"})
    void aWrongPasswordIsRefusedAndNotTakenForNone(String user, String password) throws Exception {
        assertThat(reader.post("SELECT 1", "user", user, "password", password).body())
                .contains("AUTHENTICATION_FAILED");
    }

    @ParameterizedTest
    @CsvSource({
        "Host: attacker.example",
        "Host: attacker.example:%d",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:1",
        "Host: 127.0.0.1:%d.attacker.example",
        "X-No-Host: 1",
        "Host: 127.0.0.1:%d|Host: attacker.example",
        "Host: 127.0.0.1:%d|Origin: http://attacker.example",
        "Host: 127.0.0.1:%d|Origin: null",
        "Host: 127.0.0.1:%d|Origin: http://127.0.0.1:1",
        "Host: 127.0.0.1:%d|Origin: https://127.0.0.1:%d",
        "Host: 127.0.0.1:%d|Origin: http://localhost:%d",
        "Host: 127.0.0.1:%d|Sec-Fetch-Site: cross-site",
        "Host: 127.0.0.1:%d|Sec-Fetch-Site: same-site"
    })
    void aPageOfAnotherOriginIsRefusedWhateverItKnows(String headers) throws Exception {
        for (String path : List.of("/?query=SELECT+1", "/ping", "/?user=writer&password=" + server.secret())) {
            String answer = raw("POST " + path, headers.replace("%d", Integer.toString(server.port())), "SELECT 1");

            assertThat(answer).startsWith("HTTP/1.1 403 ").doesNotContainIgnoringCase("access-control");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Host: 127.0.0.1:%d",
        "Host: LOCALHOST:%d",
        "Host: [::1]:%d",
        "Host: 127.0.0.1:%d|Origin: http://127.0.0.1:%d|Sec-Fetch-Site: same-origin",
        "Host: localhost:%d|Sec-Fetch-Site: none"
    })
    void thisMachineIsAnswered(String headers) throws Exception {
        assertThat(raw("POST /", headers.replace("%d", Integer.toString(server.port())), "SELECT 41 + 1"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("42\n")
                .doesNotContainIgnoringCase("access-control");
    }

    @Test
    void aPreflightIsNotAnswered() throws Exception {
        assertThat(raw(
                        "OPTIONS /",
                        "Host: 127.0.0.1:" + server.port()
                                + "|Origin: http://attacker.example|Access-Control-Request-Method: POST",
                        ""))
                .startsWith("HTTP/1.1 403 ")
                .doesNotContainIgnoringCase("access-control-allow");
    }

    // --- what a reader may ask

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT count() FROM crm.deal                              | 2",
                "SELECT count() FROM deal                                  | 2",
                "SELECT count() FROM crm.since(from = 2)                   | 1",
                "WITH 1 AS a SELECT a                                      | 1",
                "FROM crm.deal SELECT max(id)                              | 2",
                "(SELECT 1)                                                | 1",
                "SHOW TABLES FROM crm LIKE 'd%'                            | deal",
                "EXISTS TABLE crm.deal                                     | 1",
                "SELECT sum(number) FROM numbers(5)                        | 10",
                "SELECT sum(a) FROM values('a UInt8', 1, 2)                | 3",
                "SELECT count() FROM generateSeries(1, 3)                  | 3",
                "SELECT count() FROM view(SELECT * FROM crm.deal)          | 2",
                "SELECT count() FROM system.tables WHERE database = 'crm'  | 2",
                "SELECT 'file(1), SETTINGS a = 1, system.processes'        | file(1), SETTINGS a = 1, system.processes",
                "SELECT 1 AS file                                          | 1",
                "SELECT 1 AS a SETTINGS max_threads = 1, final = 1         | 1",
                "SELECT getSetting('max_threads') SETTINGS max_threads = 3 | 3",
                "SELECT getSetting('max_execution_time')                   | 300",
                "SELECT getSetting('readonly')                             | 1",
                "SELECT format('{}-{}', 1, 2)                              | 1-2",
            })
    void figuresMayBeAsked(String sql, String answer) throws Exception {
        assertThat(reader.value(sql)).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DESCRIBE TABLE crm.deal",
                "DESC crm.deal",
                "SHOW CREATE TABLE crm.deal",
                "SHOW COLUMNS FROM crm.deal",
                "EXPLAIN SELECT * FROM crm.deal",
                "SELECT name FROM system.columns WHERE table = 'deal'",
                "SELECT table_name FROM information_schema.tables"
            })
    void itIsShownWhatThereIs(String sql) throws Exception {
        assertThat(reader.value(sql)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO crm_store.deal VALUES (3, 'three')",
                "INSERT INTO crm_store.deal FORMAT TSV\n3\tthree",
                "INSERT INTO crm_store.deal SELECT 3, 'three'",
                "INSERT INTO FUNCTION file('OUTSIDE.new', 'TSV') SELECT 1",
                "CREATE TABLE crm.mine (a UInt8) ENGINE = Memory",
                "CREATE TEMPORARY TABLE mine (a String) ENGINE = File(TSV, 'OUTSIDE')",
                "CREATE TABLE crm.mine (a String) ENGINE = URL('http://127.0.0.1:1/')",
                "CREATE VIEW crm.mine AS SELECT 1",
                "CREATE FUNCTION mine AS x -> x",
                "CREATE USER mine",
                "DROP TABLE crm_store.deal",
                "DROP DATABASE crm",
                "TRUNCATE TABLE crm_store.deal",
                "ALTER TABLE crm_store.deal DELETE WHERE 1",
                "DELETE FROM crm_store.deal WHERE 1",
                "UPDATE crm_store.deal SET name = '' WHERE 1",
                "OPTIMIZE TABLE crm_store.deal",
                "RENAME TABLE crm_store.deal TO crm_store.gone",
                "DETACH TABLE crm_store.deal",
                "ATTACH DATABASE gone",
                "KILL QUERY WHERE 1",
                "SYSTEM DROP MARK CACHE",
                "SYSTEM SHUTDOWN",
                "GRANT ALL ON *.* TO default",
                "SET ROLE writer",
                "SET ROLE ALL",
                "SET readonly = 0",
                "SET max_execution_time = 0",
                "USE default",
                "EXECUTE AS default SELECT 1",
                "BACKUP DATABASE crm TO File('OUTSIDE.new')",
                "SELECT 1; DROP TABLE crm_store.deal",
                "SELECT 1 INTO OUTFILE 'OUTSIDE.new'",
            })
    void whatChangesAnythingIsRefused(String sql) throws Exception {
        assertRefused(sql);
        assertThat(writer.value("SELECT count() FROM crm.deal")).isEqualTo("2");
        assertThat(writer.value("SELECT count() FROM system.tables WHERE database LIKE 'crm%'"))
                .isEqualTo("3");
        assertThat(directory.resolve("outside.txt.new")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM file('OUTSIDE', 'LineAsString')",
                "SELECT * FROM `file`('OUTSIDE', 'LineAsString')",
                "SELECT * FROM FILE('OUTSIDE', 'LineAsString')",
                "DESCRIBE TABLE file('OUTSIDE')",
                "DESCRIBE file('OUTSIDE', 'LineAsString')",
                "SELECT * FROM default.`OUTSIDE`",
                "SELECT * FROM `OUTSIDE`",
                "SELECT * FROM 'OUTSIDE'",
                "SELECT file('OUTSIDE')",
                "SELECT `file`('OUTSIDE')",
                "SELECT \"file\"('OUTSIDE')",
                "SELECT file/**/('OUTSIDE')",
                "SELECT * APPLY file FROM values('a String', 'OUTSIDE')",
                "SELECT * APPLY(file) FROM values('a String', 'OUTSIDE')",
                "SELECT * APPLY(x -> file(x)) FROM values('a String', 'OUTSIDE')",
                "SELECT arrayMap(file, ['OUTSIDE'])",
                "SELECT arrayMap(x -> file(x), ['OUTSIDE'])",
                "EXPLAIN SELECT file('OUTSIDE')",
                "EXPLAIN QUERY TREE SELECT file('OUTSIDE')",
                "EXPLAIN PLAN actions = 1 SELECT file('OUTSIDE')",
                "DESCRIBE (SELECT file('OUTSIDE'))",
                "SELECT a$b$, file('OUTSIDE') AS x$b$ FROM (SELECT 1 AS a$b$)",
                "SELECT $a$ ' $a$, file('OUTSIDE'), $a$ ' $a$",
                "SELECT \u2018'\u2019, file('OUTSIDE'), \u2018'\u2019",
                "SELECT 1 # ', '\n, file('OUTSIDE')",
                "SELECT 1 -- '\n, file('OUTSIDE') -- '",
                "SELECT 1 /* ' /* */ */, file('OUTSIDE') /* ' */",
                "SELECT '\\'', file('OUTSIDE'), ''",
                "SELECT 1 AS a FORMAT Template SETTINGS format_template_row = 'OUTSIDE'",
                "SELECT (SELECT 1 SETTINGS additional_result_filter = 'file(\\'OUTSIDE\\') = 1')",
                "SELECT 1 AS a FORMAT Protobuf SETTINGS format_schema = 'OUTSIDE:A'",
                "SELECT 1 FORMAT CapnProto SETTINGS output_format_schema = 'OUTSIDE.new'",
                "SELECT * FROM url('http://127.0.0.1:1/', LineAsString)",
                "SELECT * FROM s3('http://127.0.0.1:1/a/b.csv')",
                "SELECT * FROM remote('127.0.0.1:1', default.other)",
                "SELECT * FROM mysql('127.0.0.1:1', 'a', 'b', 'c', 'd')",
                "SELECT * FROM postgresql('127.0.0.1:1', 'a', 'b', 'c', 'd')",
                "SELECT * FROM mongodb('127.0.0.1:1', 'a', 'b', 'c', 'd', 'e String')",
                "SELECT * FROM redis('127.0.0.1:1', 'a', 'a String')",
                "SELECT * FROM sqlite('OUTSIDE', 'a')",
                "SELECT * FROM odbc('DSN=a', 'b', 'c')",
                "SELECT * FROM jdbc('jdbc:a', 'b', 'c')",
                "SELECT * FROM hdfs('hdfs://127.0.0.1:1/a', 'TSV', 'a String')",
                "SELECT * FROM executable('OUTSIDE', TSV, 'a String')",
                "SELECT * FROM iceberg('http://127.0.0.1:1/')",
                "SELECT * FROM deltaLake('http://127.0.0.1:1/')",
                "SELECT * FROM icebergLocal('OUTSIDE', 'TSV', 'a String')",
                "SELECT * FROM cluster('default', default.other)",
                "SELECT * FROM clusterAllReplicas('default', default.other)",
                "SELECT * FROM merge('default', '.*')",
                "SELECT * FROM loop(default, other)",
                "SELECT * FROM dictionary('default.a')",
                "SELECT * FROM input('a String')",
                "SELECT * FROM default.other",
                "SELECT * FROM crm_store.deal",
                "SELECT * FROM `crm_store`.`deal`",
                "SELECT * FROM system.processes",
                "SELECT * FROM \"system\".\"processes\"",
                "SELECT * FROM system.server_settings",
                "SHOW PROCESSLIST",
                "SELECT * FROM {d:Identifier}.{t:Identifier}",
                "SELECT aiGenerate('a', 'b')",
                "SELECT 1 SETTINGS max_execution_time = 100000",
                "SELECT 1 SETTINGS readonly = 0",
                "SELECT 1 SETTINGS profile = 'default'",
                "SELECT * FROM (SELECT 1 SETTINGS max_memory_usage = 0)",
            })
    void whatLeavesTheDatabaseIsRefused(String sql) throws Exception {
        assertRefused(sql);
    }

    @Test
    void aGetIsNoWayAroundTheDoor() throws Exception {
        assertThat(reader.get("SELECT file('" + outside + "')").statusCode()).isEqualTo(403);
        assertThat(reader.get("SELECT * FROM processes", "database", "system").body())
                .contains("UNKNOWN_DATABASE");
        assertThat(reader.get("SELECT 1", "readonly", "0", "max_execution_time", "0")
                        .body())
                .isEqualTo("1\n");
    }

    @Test
    void limitsAreKeptWhateverIsAsked() throws Exception {
        assertThat(reader.post(
                                "SELECT getSetting('max_execution_time'), getSetting('max_result_rows')",
                                "max_execution_time",
                                "0",
                                "max_result_rows",
                                "99999999999")
                        .body())
                .isEqualTo("300\t20000000\n");
        assertThat(reader.post("SELECT sleep(3)", "max_execution_time", "1").body())
                .contains("TIMEOUT_EXCEEDED");
        assertThat(reader.post("SELECT number FROM numbers(100)", "max_result_rows", "10")
                        .body())
                .contains("TOO_MANY_ROWS");
        assertThat(reader.post("SELECT groupArray(number) FROM numbers(100000000)", "max_memory_usage", "100000000")
                        .body())
                .contains("MEMORY_LIMIT_EXCEEDED");
        assertThat(reader.post("SELECT 1", "format_schema", outside + ":A").body())
                .contains("READONLY")
                .contains("format_schema");
        assertThat(reader.post("SELECT 1", "additional_result_filter", "0").body())
                .contains("READONLY");
    }

    @Test
    void clientsOfClickHouseReadWithoutAPassword() throws Exception {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM crm.deal ORDER BY id")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("one");
            assertThat(connection
                            .getMetaData()
                            .getColumns(null, "crm", "deal", null)
                            .next())
                    .isTrue();
        }
        try (Client client = new Client.Builder()
                .addEndpoint(server.endpoint().httpUrl())
                .setUsername("default")
                .setPassword("")
                .compressServerResponse(true)
                .build()) {
            List<GenericRecord> rows = client.queryAll("SELECT max(id) AS last FROM crm.deal");
            assertThat(rows.get(0).getLong("last")).isEqualTo(2);
        }
    }

    private static void assertRefused(String sql) throws Exception {
        HttpResponse<String> answer =
                reader.post(sql.replace("OUTSIDE", outside.toString()), "param_d", "default", "param_t", "other");

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 599);
        assertThat(answer.body()).doesNotContain(SECRET);
        assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code").orElseThrow())
                .as(answer.body())
                // READONLY, ACCESS_DENIED; SYNTAX_ERROR of what is no statement at all; NOT_IMPLEMENTED,
                // INTO_OUTFILE_NOT_ALLOWED
                .isIn("164", "497", "62", "48", "358", "60");
    }

    private static String raw(String request, String headers, String body) throws Exception {
        try (Socket socket = new Socket(server.host(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write((request + " HTTP/1.1\r\n" + headers.replace("|", "\r\n") + "\r\nConnection: close\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
