package dev.crmpulse.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A group that reads what is posted to its webhook, where it is not out of order. */
final class ChatGroup implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    ChatGroup() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?key=t0ken";
    }

    void answersWith(int newStatus) {
        status = newStatus;
    }

    /** Alerts that were answered with success, as {@code A-1 raised}. */
    List<String> received() {
        return received;
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode alert = new JsonMapper().readTree(exchange.getRequestBody());
        int now = status;
        if (now == 200) {
            received.add(
                    alert.path("alert_id").asText() + ' ' + alert.path("status").asText());
        }
        exchange.sendResponseHeaders(now, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
