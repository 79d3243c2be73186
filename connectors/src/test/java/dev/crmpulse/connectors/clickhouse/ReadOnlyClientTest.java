package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crmpulse.connectors.clickhouse.QueryFailure.Kind;
import dev.crmpulse.connectors.clickhouse.ReadOnlyClient.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How users are asked who are read-only already, which the engine of a data directory does not know. The same client before that
 * engine: the tests of module page.
 */
class ReadOnlyClientTest {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(3), 10, 100, 1_000);
    private static final String QUERY = "SELECT * FROM crm.deal";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    /**
     * Answers as ClickHouse answers a user of a profile.
     *
     * @param profile its setting for reading alone
     */
    private ReadOnlyClient ofProfile(int profile) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, profile));
        server.start();
        return client(server.getAddress().getPort());
    }

    private static ReadOnlyClient client(int port) throws IOException {
        return new ReadOnlyClient(
                new ClickHouseEndpoint("http://127.0.0.1:" + port + "/", "reader", "secret", ""), LIMITS);
    }

    private void answer(HttpExchange exchange, int profile) throws IOException {
        String sql = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String parameters = exchange.getRequestURI().getQuery();
        boolean sets = (profile == 1 && parameters.contains("max_result_rows=10"))
                || (profile == 2 && parameters.contains("&readonly=1"));
        if (sets) {
            exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", "164");
            send(
                    exchange,
                    500,
                    "Code: 164. DB::Exception: Cannot modify a setting in readonly mode. (READONLY) (version 26.7)");
            return;
        }
        if (sql.equals(QUERY)) {
            asked.add(parameters);
        }
        send(exchange, 200, sql.contains("getSetting") ? profile + "\n" : "{}");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void whoMayWriteIsMadeReadOnly() throws Exception {
        ofProfile(0).jsonCompact(QUERY);

        assertThat(asked)
                .singleElement()
                .asString()
                .contains("readonly=1", "max_execution_time=3", "max_result_rows=10", "max_memory_usage=1000");
    }

    @Test
    void whoIsReadOnlyIsLimited() throws Exception {
        ReadOnlyClient client = ofProfile(2);
        client.jsonCompact(QUERY);
        client.jsonCompact(QUERY);

        assertThat(asked).hasSize(2).allSatisfy(parameters -> assertThat(parameters)
                .contains("max_execution_time=3", "max_result_rows=10")
                .doesNotContain("&readonly="));
    }

    @Test
    void whoTakesNoSettingsIsAskedAsHisProfileSays() throws Exception {
        ofProfile(1).jsonCompact(QUERY);

        assertThat(asked).singleElement().asString().doesNotContain("max_", "readonly");
    }

    @Test
    void answersThatAreTooLongAreCut() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> send(exchange, 200, "x".repeat(101)));
        server.start();

        assertThatThrownBy(() -> client(server.getAddress().getPort()).jsonCompact(QUERY))
                .isInstanceOfSatisfying(QueryFailure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(Kind.TOO_LARGE));
    }

    @Test
    void whatIsNoClickHouseIsAway() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> send(exchange, 502, "Bad gateway"));
        server.start();

        assertThatThrownBy(() -> client(server.getAddress().getPort()).jsonCompact(QUERY))
                .isInstanceOfSatisfying(QueryFailure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(Kind.AWAY))
                .hasMessageNotContaining("secret");
    }

    @Test
    void whatWasChosenIsNotInTheMessage() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", "47");
            send(
                    exchange,
                    404,
                    "Code: 47. DB::Exception: Unknown identifier `ownr` in scope SELECT 1 FROM crm.deal WHERE owner IN"
                            + " ('An O\\'Hara', 'Li Wei') AND ownr = 'Jo. (UNKNOWN_IDENTIFIER) (version 26.7)");
        });
        server.start();

        assertThatThrownBy(() -> client(server.getAddress().getPort()).jsonCompact(QUERY))
                .isInstanceOfSatisfying(QueryFailure.class, failure -> assertThat(failure.codeName())
                        .isEqualTo("UNKNOWN_IDENTIFIER"))
                .hasMessageContaining("Unknown identifier `ownr`")
                .hasMessageContaining("owner IN ('…', '…') AND ownr = '…'")
                .hasMessageNotContainingAny("Hara", "Wei", "Jo");
    }
}
