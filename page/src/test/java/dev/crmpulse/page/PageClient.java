package dev.crmpulse.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks a server as the page does, and as it never would. */
final class PageClient {
    static final String JSON = "application/json";
    private static final int TIMEOUT_MILLIS = 20_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    PageClient(URI server) {
        this.server = server;
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    HttpResponse<byte[]> send(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return post(path, body, JSON);
    }

    HttpResponse<String> post(String path, String body, String contentType) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** What a panel of {@link TestBoards} is answered. */
    HttpResponse<String> panel(int panel, String variable, String... values) throws IOException, InterruptedException {
        ObjectNode body = body().put("panel", panel).put("ref", "A");
        if (!variable.isEmpty()) {
            List.of(values).forEach(body.withObject("/variables").withArray("/" + variable)::add);
        }
        return post("/api/query", body.toString());
    }

    static ObjectNode body() {
        return new ObjectMapper()
                .createObjectNode()
                .put("board", TestBoards.UID)
                .put("from", 1_767_225_600_000L)
                .put("to", 1_767_312_000_000L);
    }

    static JsonNode data(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body()).path("data");
    }

    static String error(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body()).path("error").asText();
    }

    /** Sends these very lines, with headers that an HTTP client would not let anybody choose. */
    String raw(String... lines) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String host() {
        return "Host: 127.0.0.1:" + server.getPort();
    }
}
