package dev.crmpulse.cli.secured;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A ClickHouse that lets people in with a password over TLS alone. The engine knows one user: whoever is served is that one
 * with the rights of theirs, and a front signs them in.
 */
final class SecuredClickHouse implements AutoCloseable {
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection", "content-length", "date", "expect", "host", "keep-alive", "transfer-encoding", "upgrade");
    private static final Set<String> OF_THE_SIGN_IN = Set.of("authorization", "x-clickhouse-user", "x-clickhouse-key");

    private final Path directory;
    private final Path certificate;
    private final Map<String, List<String>> grants;
    private final Map<String, String> passwords = new HashMap<>();
    private final HttpsServer front;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final HttpClient behind =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile ClickHouseProcess engine;
    private volatile String served;

    /** @param grants what users may do, by their name; they get passwords of their own */
    SecuredClickHouse(Path directory, ServerCertificate certificate, Map<String, List<String>> grants)
            throws IOException, GeneralSecurityException {
        this.directory = Files.createDirectories(directory);
        this.certificate = certificate.pem();
        this.grants = grants;
        grants.keySet().forEach(user -> passwords.put(user, Secrets.make()));
        front = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        front.createContext("/", this::answer);
        front.setExecutor(workers);
        front.start();
    }

    /** Starts the engine, again where it runs, with the rights of this user; nobody else is let in. */
    void serve(String user) throws IOException {
        stopEngine();
        Path users = Files.writeString(directory.resolve("users.xml"), """
                <clickhouse>
                  <profiles><default/></profiles>
                  <quotas><default/></quotas>
                  <users><default>
                    <password></password>
                    <networks><ip>::/0</ip></networks>
                    <profile>default</profile>
                    <quota>default</quota>
                    <grants>%s</grants>
                  </default></users>
                </clickhouse>
                """.formatted(grants.get(user).stream()
                .map(grant -> "<query>GRANT " + grant + "</query>")
                .collect(Collectors.joining())));
        Files.writeString(
                directory.resolve("clickhouse.xml"),
                "<clickhouse><users_config>" + users + "</users_config></clickhouse>");
        engine = ClickHouseProcess.start(directory);
        served = user;
    }

    /** Address of its HTTP interface. */
    String url() {
        return "https://127.0.0.1:" + front.getAddress().getPort();
    }

    String password(String user) {
        return passwords.get(user);
    }

    Collection<String> secrets() {
        return passwords.values();
    }

    /** Where the user that is served connects. */
    ClickHouseEndpoint endpoint() {
        return new ClickHouseEndpoint(url(), served, passwords.get(served), certificate.toString());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!isServed(exchange)) {
                byte[] refusal = "Code: 516. DB::Exception: Authentication failed. (AUTHENTICATION_FAILED)"
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", "516");
                exchange.sendResponseHeaders(403, refusal.length);
                exchange.getResponseBody().write(refusal);
                return;
            }
            HttpResponse<byte[]> answer = forward(exchange, body);
            answer.headers().map().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + engine.port() + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(lower) && !OF_THE_SIGN_IN.contains(lower)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        request.header("X-ClickHouse-User", "writer");
        request.header("X-ClickHouse-Key", engine.secret());
        return behind.send(request.build(), BodyHandlers.ofByteArray());
    }

    private boolean isServed(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String basic = headers.getFirst("Authorization");
        String given = basic == null
                ? headers.getFirst("X-ClickHouse-User") + ':' + headers.getFirst("X-ClickHouse-Key")
                : new String(Base64.getDecoder().decode(basic.substring("Basic ".length())), StandardCharsets.UTF_8);
        return given.equals(served + ':' + passwords.get(served));
    }

    private void stopEngine() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }

    @Override
    public void close() {
        front.stop(0);
        workers.shutdownNow();
        stopEngine();
    }
}
