package dev.crmpulse.embedded.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Statements sent as plain HTTP requests, as any client may send them. */
final class HttpStatements {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final List<String> credentials;

    /** Sends them as the user that may write. */
    HttpStatements(ClickHouseEndpoint endpoint) {
        this(endpoint, List.of("user", ClickHouseEndpoint.WRITER, "password", endpoint.secret()));
    }

    private HttpStatements(ClickHouseEndpoint endpoint, List<String> credentials) {
        this.url = endpoint.httpUrl() + "/";
        this.credentials = credentials;
    }

    /** Sends them without a password. */
    static HttpStatements ofReader(ClickHouseEndpoint endpoint) {
        return new HttpStatements(endpoint, List.of());
    }

    /** Posts a statement; {@code parameters} go into the URL, alternately name and value. */
    HttpResponse<String> post(String sql, String... parameters) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(parameters))
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build());
    }

    /** Posts rows for an INSERT given in the URL. */
    HttpResponse<String> insert(String sql, byte[] rows, String... parameters)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(with(sql, parameters)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(rows))
                .build());
    }

    HttpResponse<String> get(String sql, String... parameters) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(with(sql, parameters))).GET().build());
    }

    /** The one answer of a statement that must succeed. */
    String value(String sql, String... parameters) throws IOException, InterruptedException {
        HttpResponse<String> response = post(sql, parameters);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.body());
        }
        return response.body().strip();
    }

    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return client.send(request, handler);
    }

    CompletableFuture<HttpResponse<String>> sendLater(HttpRequest request) {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    URI uri(String... parameters) {
        StringBuilder text = new StringBuilder(url);
        List<String> all = new ArrayList<>(List.of(parameters));
        if (!all.contains("user")) {
            all.addAll(credentials);
        }
        for (int i = 0; i < all.size(); i += 2) {
            text.append(i == 0 ? '?' : '&')
                    .append(all.get(i))
                    .append('=')
                    .append(URLEncoder.encode(all.get(i + 1), StandardCharsets.UTF_8));
        }
        return URI.create(text.toString());
    }

    private static String[] with(String sql, String... parameters) {
        String[] all = new String[parameters.length + 2];
        all[0] = "query";
        all[1] = sql;
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        return all;
    }
}
