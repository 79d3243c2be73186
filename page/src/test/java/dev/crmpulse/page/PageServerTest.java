package dev.crmpulse.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.QueryFailure;
import dev.crmpulse.connectors.clickhouse.ReadOnlyClient;
import dev.crmpulse.connectors.clickhouse.ReadOnlyClient.Limits;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.embedded.port.FreePorts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One server before a real ClickHouse: what the page is answered, and what nobody is. */
class PageServerTest {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), 1_000, 200_000, 200_000_000);
    private static final SharedQueries.Settings SHARING =
            new SharedQueries.Settings(2, 30, Duration.ofSeconds(2), Duration.ofSeconds(20));
    private static final String SECRET = "nobody may read this";

    /** Owners of deals: names that would be more than names wherever they were not kept in a literal. */
    private static final List<String> OWNERS = List.of(
            "anna",
            "O'Neill",
            "back\\slash",
            "ends with \\",
            "two\nlines",
            "'; DROP TABLE crm_store.deal; --",
            "') OR 1 = 1 --",
            "\\') UNION ALL SELECT 1, name, '' FROM system.users --",
            "${deal:singlequote}",
            "$__timeFilter(at)",
            "$__conditionalAll(1, $owner)",
            "{x:String}",
            "华东’s “区”");

    private static final TestBoards BOARDS = new TestBoards();
    private static final int COUNT = BOARDS.panel("SELECT count() AS n, toInt64(9007199254740993) AS large,"
            + " toDateTime64('2026-01-02 03:04:05.678', 3, 'Asia/Shanghai') AS at, nan AS none FROM crm.deal");
    private static final int BY_OWNER = BOARDS.panel("SELECT id, owner FROM crm.deal"
            + " WHERE $__conditionalAll(owner IN (${owner:singlequote}), $owner) ORDER BY id");
    private static final int RANGE = BOARDS.panel(
            "SELECT toUnixTimestamp($__fromTime), toUnixTimestamp($__toTime), $__interval_s FROM crm.deal LIMIT 1");
    private static final int MANY_ROWS = BOARDS.panel("SELECT number FROM numbers(1001)");
    private static final int MANY_BYTES = BOARDS.panel("SELECT repeat('x', 1000) FROM numbers(300)");
    private static final int MUCH_MEMORY = BOARDS.panel("SELECT length(groupArray(number)) FROM numbers(100000000)");
    private static final int SLOW = BOARDS.panel("SELECT sum(cityHash64(number, number)) FROM numbers(200000000000)");
    private static final int UNKNOWN_COLUMN =
            BOARDS.panel("SELECT secret_column FROM crm.deal WHERE owner IN (${owner:singlequote})");
    private static final int MISSPELT = BOARDS.panel("SELECT 1 FROM crm.deal WHERE $__timeFiltr(at)");

    @TempDir
    static Path directory;

    private static ClickHouseProcess clickHouse;
    private static Path outside;
    private static PageServer server;
    private static PageClient client;

    @BeforeAll
    static void start() throws Exception {
        clickHouse = ClickHouseProcess.start(directory.resolve("data"));
        outside = Files.writeString(directory.resolve("outside.txt"), SECRET + "\n");
        fill(ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret()));
        forbidden().forEach(BOARDS::panel);
        server = serve(clickHouse.port());
        client = new PageClient(server.address());
    }

    private static PageServer serve(int clickHousePort) throws IOException {
        return PageServer.start(
                0,
                BOARDS.write(directory.resolve("dashboards")),
                ClickHouseEndpoint.localReader(clickHousePort),
                LIMITS,
                SHARING);
    }

    private static void fill(ClickHouseEndpoint writer) throws SQLException {
        try (Connection connection = writer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE crm");
            statement.execute("CREATE DATABASE crm_store");
            statement.execute(
                    "CREATE TABLE crm_store.deal (id UInt32, name String, owner String, at DateTime64(3, 'UTC'))"
                            + " ENGINE = MergeTree ORDER BY id");
            statement.execute("CREATE VIEW crm.deal AS SELECT * FROM crm_store.deal");
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO crm_store.deal SELECT ?, concat('deal ', toString(?)), ?, toDateTime64('2026-01-01 10:00:00', 3)")) {
                for (int i = 0; i < OWNERS.size(); i++) {
                    insert.setInt(1, i);
                    insert.setInt(2, i);
                    insert.setString(3, OWNERS.get(i));
                    insert.execute();
                }
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        clickHouse.close();
    }

    // --- the page

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/d/crm-test-en?from=now-24h&to=now&var-owner=a&var-owner=b", "/explain/L-17%2FD-4%2F2"})
    void thePageIsServedAtEachOfItsAddresses(String path) throws Exception {
        HttpResponse<byte[]> page = client.get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(text(page)).contains("<!doctype html>");
    }

    @Test
    void scriptsAreKeptForEverAndCompressed() throws Exception {
        String path = script();

        HttpResponse<byte[]> plain = client.get(path);
        HttpResponse<byte[]> compressed = client.get(path, "Accept-Encoding", "br, gzip");

        assertThat(plain.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(plain.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(compressed.body()).hasSizeLessThan(plain.body().length);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(client.get(path, "Accept-Encoding", "gzip;q=0").body()).isEqualTo(plain.body());
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws Exception {
        for (String path : List.of("/", script(), "/api/boards", "/api/boards/" + TestBoards.UID)) {
            String tag = client.get(path).headers().firstValue("ETag").orElseThrow();

            HttpResponse<byte[]> again = client.get(path, "If-None-Match", tag);

            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).as(path).isEmpty();
        }
    }

    @Test
    void headIsGetWithoutTheBody() throws Exception {
        for (String path : List.of("/", script(), "/api/boards")) {
            HttpResponse<byte[]> head = client.send("HEAD", path);

            assertThat(head.statusCode()).as(path).isEqualTo(200);
            assertThat(head.body()).as(path).isEmpty();
            assertThat(head.headers().firstValue("Content-Length"))
                    .as(path)
                    .hasValue(Integer.toString(client.get(path).body().length));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/index",
                "/assets",
                "/assets/",
                "/assets/none.js",
                "/../../../pom.xml",
                "/%2e%2e/%2e%2e/log4j2.xml",
                "/assets/..%2findex.html",
                "/.hidden.js",
                "/PageServer.class",
                "/api",
                "/api/nothing",
                "/api/boards/",
                "/api/boards/crm-none-en",
                "/api/boards/..%2fcrm-test-en"
            })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        assertThat(client.raw("GET " + path + " HTTP/1.1", client.host())).startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /",
        "PUT, /",
        "DELETE, /api/boards",
        "OPTIONS, /api/boards",
        "PATCH, /d/x",
        "GET, /api/query",
        "HEAD, /api/query",
        "OPTIONS, /api/query",
        "PUT, /api/variable",
        "GET, /api/annotation",
        "TRACE, /"
    })
    void otherMethodsAreRefused(String method, String path) throws Exception {
        HttpResponse<byte[]> answer = client.send(method, path);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).isPresent();
    }

    private static String script() throws Exception {
        Matcher script = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"").matcher(text(client.get("/")));
        assertThat(script.find()).isTrue();
        return script.group(1);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    // --- boards and figures

    @Test
    void boardsAreListedByFolderFromTheGeneralToTheParticular() throws Exception {
        JsonNode folders =
                new ObjectMapper().readTree(client.get("/api/boards").body()).path("folders");

        assertThat(folders.toString())
                .isEqualTo("[{\"language\":\"en\",\"title\":\"Sales\",\"boards\":["
                        + "{\"uid\":\"crm-test-en\",\"title\":\"Test\",\"description\":\"Deals.\"},"
                        + "{\"uid\":\"crm-detail-en\",\"title\":\"Detail\",\"description\":\"\"}]},"
                        + "{\"language\":\"zh\",\"title\":\"销售\",\"boards\":[]}]");
    }

    @Test
    void aBoardIsItsFileByteByByte() throws Exception {
        assertThat(client.get("/api/boards/" + TestBoards.UID).body())
                .isEqualTo(Files.readAllBytes(directory.resolve("dashboards/grafana/en/test.json")));
    }

    @Test
    void figuresComeAsClickHouseWritesThem() throws Exception {
        HttpResponse<String> answer = client.panel(COUNT, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode json = new ObjectMapper().readTree(answer.body());
        assertThat(json.path("meta").path(2).toString())
                .isEqualTo("{\"name\":\"at\",\"type\":\"DateTime64(3, 'Asia/Shanghai')\"}");
        assertThat(json.path("rows").asInt()).isEqualTo(1);
        assertThat(json.path("data").path(0).toString())
                .as("whole numbers as numbers, times in UTC, what is no number as null")
                .isEqualTo("[" + OWNERS.size() + ",9007199254740993,\"2026-01-01T19:04:05.678Z\",null]");
    }

    @Test
    void rangesAreWidenedSoThatPagesAskTheSame() throws Exception {
        ObjectNode body = PageClient.body()
                .put("panel", RANGE)
                .put("ref", "A")
                .put("from", 1_767_225_601_999L)
                .put("to", 1_767_312_000_001L)
                .put("intervalMs", 61_000);

        assertThat(PageClient.data(client.post("/api/query", body.toString())).toString())
                .isEqualTo("[[1767225600,1767312002,61]]");
    }

    @Test
    void whatIsChosenIsFilledIn() throws Exception {
        assertThat(PageClient.data(client.panel(BY_OWNER, "owner", "anna")).toString())
                .isEqualTo("[[0,\"anna\"]]");
        assertThat(PageClient.data(client.panel(BY_OWNER, "owner", "anna", "O'Neill"))
                        .toString())
                .isEqualTo("[[0,\"anna\"],[1,\"O'Neill\"]]");
        assertThat(PageClient.data(client.panel(BY_OWNER, "owner", "$__all"))).hasSize(OWNERS.size());
        assertThat(PageClient.data(client.panel(BY_OWNER, ""))).hasSize(OWNERS.size());
    }

    @Test
    void variablesListTheirValuesAndTheirTexts() throws Exception {
        String owners = client.post(
                        "/api/variable",
                        PageClient.body().put("variable", "owner").toString())
                .body();
        ObjectNode ofOne = PageClient.body().put("variable", "deal");
        ofOne.withObject("/variables").withArray("/owner").add("anna");

        assertThat(new ObjectMapper().readTree(owners).path("options")).hasSize(OWNERS.size());
        assertThat(owners).contains("{\"value\":\"anna\",\"text\":\"anna\"}");
        assertThat(client.post("/api/variable", ofOne.toString()).body())
                .isEqualTo("{\"options\":[{\"value\":\"0\",\"text\":\"deal 0\"}]}");
    }

    @Test
    void annotationsAreAskedByName() throws Exception {
        HttpResponse<String> answer = client.post(
                "/api/annotation", PageClient.body().put("annotation", "late").toString());

        assertThat(PageClient.data(answer).toString()).isEqualTo("[[\"2026-01-01T10:00:00.000Z\",\"deal 2\"]]");
    }

    // --- what is wrong with a request

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"board\":\"crm-test-en\"}",
                "{\"board\":\"crm-test-en\",\"panel\":1,\"ref\":\"A\",\"from\":1,\"to\":2} {}",
                "{\"board\":\"crm-test-en\",\"board\":\"x\",\"panel\":1,\"ref\":\"A\",\"from\":1,\"to\":2}",
                "{\"board\":1,\"panel\":1,\"ref\":\"A\",\"from\":1,\"to\":2}",
                "{\"board\":\"crm-test-en\",\"panel\":\"1\",\"ref\":\"A\",\"from\":1,\"to\":2}",
                "{\"board\":\"crm-test-en\",\"panel\":1.5,\"ref\":\"A\",\"from\":1,\"to\":2}",
                "{\"board\":\"crm-test-en\",\"panel\":1,\"ref\":\"A\",\"from\":2,\"to\":2}",
                "{\"board\":\"crm-test-en\",\"panel\":1,\"ref\":\"A\",\"from\":-1,\"to\":2}",
                "{\"board\":\"crm-test-en\",\"panel\":1,\"ref\":\"A\",\"from\":1,\"to\":99999999999999}",
                "{\"board\":\"crm-test-en\",\"panel\":1,\"ref\":\"A\",\"from\":1,\"to\":2,\"intervalMs\":0}",
                "{\"board\":\"crm-test-en\",\"panel\":1,\"ref\":\"A\",\"from\":1,\"to\":2,\"variables\":[]}",
                "{\"board\":\"crm-test-en\",\"panel\":1,\"ref\":\"A\",\"from\":1,\"to\":2,\"variables\":{\"owner\":\"a\"}}",
                "{\"board\":\"crm-test-en\",\"panel\":1,\"ref\":\"A\",\"from\":1,\"to\":2,\"variables\":{\"owner\":[1]}}",
                "{\"board\":\"crm-test-en\",\"panel\":1,\"ref\":\"A\",\"from\":1,\"to\":2,\"variables\":{\"unknown\":[]}}",
                "{\"board\":\"crm-test-en\",\"panel\":1,\"ref\":\"A\",\"from\":1,\"to\":2,\"variables\":{\"datasource\":[\"x\"]}}",
                "{\"board\":\"crm-test-en\",\"variable\":\"owner\",\"from\":1,\"to\":2}"
            })
    void aRequestThatIsNotWellFormedIsRefusedWithItsReason(String body) throws Exception {
        HttpResponse<String> answer = client.post("/api/query", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(PageClient.error(answer)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?id=", "?tenant=acme"})
    void aTimeLineNeedsAnId(String query) throws Exception {
        assertThat(client.get("/api/explain" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void whatABoardHasNotIsNotFound() throws Exception {
        assertThat(client.panel(999, "").statusCode()).isEqualTo(404);
        assertThat(client.post(
                                "/api/variable",
                                PageClient.body().put("variable", "datasource").toString())
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.post(
                                "/api/annotation",
                                PageClient.body().put("annotation", "none").toString())
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.post(
                                "/api/query",
                                PageClient.body()
                                        .put("board", "none")
                                        .put("panel", 1)
                                        .put("ref", "A")
                                        .toString())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aMacroThatNoBoardMayUseIsNamed() throws Exception {
        HttpResponse<String> answer = client.panel(MISSPELT, "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(PageClient.error(answer)).contains("$__timeFiltr");
    }

    @Test
    void errorsRepeatNeitherValuesNorSql() throws Exception {
        HttpResponse<String> answer = client.panel(UNKNOWN_COLUMN, "owner", "who is hidden");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(PageClient.error(answer))
                .isEqualTo("ClickHouse refused query A of panel " + UNKNOWN_COLUMN
                        + " (error 47 UNKNOWN_IDENTIFIER): the log says why");
    }

    // --- limits

    @ParameterizedTest
    @MethodSource("tooLarge")
    void answersThatAreTooLargeAreRefused(int panel) throws Exception {
        HttpResponse<String> answer = client.panel(panel, "");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(PageClient.error(answer)).contains("choose a shorter time range");
    }

    static List<Integer> tooLarge() {
        return List.of(MANY_ROWS, MANY_BYTES, MUCH_MEMORY);
    }

    @Test
    void aQueryThatTakesTooLongIsEnded() throws Exception {
        HttpResponse<String> answer = client.panel(SLOW, "");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(PageClient.error(answer)).startsWith("ClickHouse has no answer within 2 s");
    }

    @Test
    void requestsThatAreTooLargeAreRefused() throws Exception {
        assertThat(client.post("/api/query", " ".repeat(70_000)).statusCode()).isEqualTo(413);
        assertThat(client.panel(BY_OWNER, "owner", "x".repeat(1_001)).statusCode())
                .isEqualTo(400);
        String[] many = new String[1_001];
        Arrays.fill(many, "a");
        assertThat(client.panel(BY_OWNER, "owner", many).statusCode()).isEqualTo(400);
    }

    @Test
    void aClickHouseThatIsAwayIsReported() throws Exception {
        try (PageServer alone = serve(FreePorts.find(1)[0])) {
            HttpResponse<String> answer = new PageClient(alone.address()).panel(COUNT, "");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(PageClient.error(answer)).startsWith("ClickHouse does not answer");
        }
    }

    @Test
    void aUsedPortAndMissingBoardsAreReported() {
        int port = server.address().getPort();
        ClickHouseEndpoint reader = ClickHouseEndpoint.localReader(clickHouse.port());

        assertThatThrownBy(() -> PageServer.start(port, directory.resolve("dashboards"), reader))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("port " + port + " of 127.0.0.1 is in use");
        assertThatThrownBy(() -> PageServer.start(0, directory, reader))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("there are no boards in " + directory);
    }

    // --- what nobody may ask

    @ParameterizedTest
    @MethodSource("owners")
    void noValueIsMoreThanAValue(int id) throws Exception {
        HttpResponse<String> answer = client.panel(BY_OWNER, "owner", OWNERS.get(id));

        assertThat(PageClient.data(answer))
                .as("the deal of the owner with that very name, and no other")
                .hasSize(1)
                .first()
                .isEqualTo(new ObjectMapper().createArrayNode().add(id).add(OWNERS.get(id)));
        assertThat(PageClient.data(client.panel(COUNT, "")).path(0).path(0).asInt())
                .isEqualTo(OWNERS.size());
    }

    static List<Integer> owners() {
        return IntStream.range(0, OWNERS.size()).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sql", "rawSql", "query", "statement"})
    void noRequestBringsItsOwnQuery(String member) throws Exception {
        for (String sql : forbidden()) {
            String body = PageClient.body()
                    .put("panel", COUNT)
                    .put("ref", "A")
                    .put(member, sql)
                    .toString();

            HttpResponse<String> answer = client.post("/api/query", body);

            assertThat(answer.statusCode()).as(sql).isEqualTo(400);
            assertThat(PageClient.error(answer)).contains(member).doesNotContain(sql);
        }
    }

    static List<String> forbidden() {
        return List.of(
                "DROP TABLE crm_store.deal",
                "TRUNCATE TABLE crm_store.deal",
                "INSERT INTO crm_store.deal VALUES (99, 'x', 'y', now())",
                "INSERT INTO crm_store.deal SELECT * FROM crm.deal",
                "CREATE TABLE crm.mine (x Int8) ENGINE = Memory",
                "SET max_result_rows = 0",
                "SYSTEM SHUTDOWN",
                "KILL QUERY WHERE 1",
                "SELECT * FROM system.tables",
                "SELECT name FROM `system`.\"users\"",
                "SELECT * FROM crm.deal, system.processes",
                "SELECT * FROM information_schema.tables",
                "SELECT * FROM crm_store.deal",
                "SELECT * FROM file('" + outside + "', LineAsString)",
                "SELECT file('" + outside + "')",
                "SELECT * FROM url('http://127.0.0.1:" + clickHouse.port() + "/', LineAsString)",
                "SELECT * FROM /* a view */ url('http://127.0.0.1:1/', LineAsString)",
                "SELECT * FROM remote('127.0.0.1', system.one)",
                "SELECT * FROM (SELECT * FROM merge('system', '.*'))",
                "SELECT * FROM executable('id', LineAsString, 'x String')",
                "SELECT 1; DROP TABLE crm_store.deal",
                "SELECT 1; SELECT 2",
                "SELECT * FROM crm.deal SETTINGS max_execution_time = 0",
                "SELECT * FROM crm.deal INTO OUTFILE '/tmp/x'",
                "SELECT * FROM crm.deal FORMAT Null");
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void noDashboardFileBringsOneEither(String sql) throws Exception {
        int panel = MISSPELT + 1 + forbidden().indexOf(sql);

        HttpResponse<String> answer = client.panel(panel, "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(PageClient.error(answer)).contains("is not asked, since");
        assertThat(answer.body()).doesNotContain(SECRET);
        assertThat(PageClient.data(client.panel(COUNT, "")).path(0).path(0).asInt())
                .isEqualTo(OWNERS.size());
    }

    /** Behind the rules for statements, for a user who may do anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE crm_store.deal",
                "INSERT INTO crm_store.deal SELECT * FROM crm.deal",
                "ALTER TABLE crm_store.deal DELETE WHERE 1",
                "CREATE TABLE crm.mine (x Int8) ENGINE = Memory"
            })
    void evenAWriterIsAskedInReadOnlyMode(String sql) throws Exception {
        ReadOnlyClient writer =
                new ReadOnlyClient(ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret()), LIMITS);

        assertThatThrownBy(() -> writer.jsonCompact(sql))
                .isInstanceOfSatisfying(QueryFailure.class, failure -> assertThat(failure.codeName())
                        .isEqualTo("READONLY"));
        assertThat(PageClient.data(client.panel(COUNT, "")).path(0).path(0).asInt())
                .isEqualTo(OWNERS.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: attacker.example",
                "Host: 127.0.0.1:1",
                "Host: 127.0.0.1",
                "X-No-Host: 1",
            })
    void aForeignHostIsRefused(String host) throws Exception {
        for (String line : List.of("GET / HTTP/1.1", "GET /api/boards HTTP/1.1", "POST /api/query HTTP/1.1")) {
            assertThat(client.raw(line, host)).startsWith("HTTP/1.1 403 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://attacker.example",
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void aPageOfAnotherOriginNeitherReadsNorWrites(String header) throws Exception {
        String body = PageClient.body().put("panel", COUNT).put("ref", "A").toString();
        for (String request : List.of("GET / HTTP/1.1", "GET /api/boards HTTP/1.1", "OPTIONS /api/query HTTP/1.1")) {
            assertRefusedToOthers(client.raw(request, client.host(), header));
        }
        assertRefusedToOthers(client.raw(
                "POST /api/query HTTP/1.1",
                client.host(),
                header,
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "Connection: close",
                "",
                body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void aLinkOfAnotherPageOpensTheBoard(String site) throws Exception {
        for (String place : List.of("/", "/d/crm-test-en?from=now-24h", "/explain/L-17")) {
            String opened = client.raw(
                    "GET " + place + " HTTP/1.1",
                    client.host(),
                    "Sec-Fetch-Site: " + site,
                    "Sec-Fetch-Mode: navigate",
                    "Sec-Fetch-Dest: document");

            assertThat(opened)
                    .as(place)
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("X-Frame-Options: DENY")
                    .containsIgnoringCase("Cross-Origin-Opener-Policy: same-origin")
                    .contains("frame-ancestors 'none'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/boards, navigate, document",
        "GET, /api/explain?id=L-1, navigate, document",
        "GET, /assets/index.js, navigate, document",
        "POST, /api/leave, navigate, document",
        "POST, /d/crm-test-en, navigate, document",
        "HEAD, /d/crm-test-en, navigate, document",
        "GET, /d/crm-test-en, navigate, iframe",
        "GET, /d/crm-test-en, navigate, object",
        "GET, /d/crm-test-en, cors, empty",
        "GET, /d/crm-test-en, no-cors, document",
        "GET, /d/crm-test-en, no-cors, image",
    })
    void nothingElseIsOpenedFromThere(String method, String place, String mode, String destination) throws Exception {
        assertRefusedToOthers(client.raw(
                method + " " + place + " HTTP/1.1",
                client.host(),
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: " + mode,
                "Sec-Fetch-Dest: " + destination,
                "Content-Length: 0"));
    }

    @Test
    void aFormOfAnotherPageOpensNothing() throws Exception {
        assertRefusedToOthers(client.raw(
                "GET /d/crm-test-en HTTP/1.1",
                client.host(),
                "Origin: http://attacker.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: navigate",
                "Sec-Fetch-Dest: document"));
    }

    private static void assertRefusedToOthers(String response) {
        assertThat(response)
                .startsWith("HTTP/1.1 403 ")
                .doesNotContainIgnoringCase("access-control-")
                .doesNotContain("\"data\"", "<!doctype");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonp"
            })
    void whatAFormCanSendIsRefused(String contentType) throws Exception {
        String body = PageClient.body().put("panel", COUNT).put("ref", "A").toString();

        assertThat(client.post("/api/query", body, contentType).statusCode()).isEqualTo(415);
        assertThat(client.post("/api/query", body, "application/json; charset=UTF-8")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void everyAnswerSaysThatNoOtherPageMayUseIt() throws Exception {
        for (String path : List.of("/", "/api/boards", "/nothing", "/api/query")) {
            var headers = client.get(path).headers();

            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValue("default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                            + " font-src 'self'; frame-ancestors 'none'");
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
            assertThat(headers.firstValue("Cross-Origin-Resource-Policy"))
                    .as(path)
                    .hasValue("same-origin");
            assertThat(headers.map().keySet()).as(path).noneMatch(name -> name.startsWith("access-control"));
        }
    }
}
