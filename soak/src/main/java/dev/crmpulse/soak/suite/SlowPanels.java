package dev.crmpulse.soak.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Names the panels of a board that take long even where nothing else is asked. */
final class SlowPanels {
    private static final Duration SLOW = Duration.ofMillis(400);
    private static final Duration RANGE = Duration.ofDays(30);
    private static final long STEP_MILLIS = 3_600_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    void print(URI board, PrintStream out) throws IOException, InterruptedException {
        String uid = board.getPath().substring("/d/".length());
        JsonNode dashboard = json.readTree(
                send(HttpRequest.newBuilder(board.resolve("/api/boards/" + uid)).build()));
        Instant now = Instant.now();
        ObjectNode chosen = json.createObjectNode();
        for (JsonNode variable : dashboard.path("templating").path("list")) {
            if (variable.path("type").asText().equals("custom")) {
                chosen.putArray(variable.get("name").asText())
                        .add(variable.path("current").path("value").asText());
            }
        }
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.path("targets")) {
                ObjectNode query = json.createObjectNode()
                        .put("board", uid)
                        .put("panel", panel.get("id").asInt())
                        .put("ref", target.get("refId").asText())
                        .put("from", now.minus(RANGE).toEpochMilli())
                        .put("to", now.toEpochMilli())
                        .put("intervalMs", STEP_MILLIS);
                query.set("variables", chosen);
                long started = System.nanoTime();
                send(HttpRequest.newBuilder(board.resolve("/api/query"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(query.toString()))
                        .build());
                Duration took = Duration.ofNanos(System.nanoTime() - started);
                if (took.compareTo(SLOW) > 0) {
                    out.printf(
                            Locale.ROOT,
                            "    %4.1f s alone: %s%n",
                            took.toMillis() / 1e3,
                            panel.get("title").asText());
                }
            }
        }
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
