package org.apache.flink.metrics.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crmpulse.embedded.port.LocalRequests;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers Prometheus at {@code /metrics} on loopback, and no web page. Flink's own reporter listens on every interface and
 * cannot be configured otherwise; the metrics it has collected are known to its package alone, which is why this lies
 * here.
 */
public final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int BACKLOG = 8;

    private final HttpServer server;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "prometheus");
        thread.setDaemon(true);
        return thread;
    });

    LoopbackPrometheusReporter(int port) throws IOException {
        server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        server.createContext("/", this::answer);
        server.setExecutor(worker);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<String> foreign =
                    LocalRequests.refusal(exchange.getLocalAddress().getPort(), name -> exchange.getRequestHeaders()
                            .getOrDefault(name, List.of()));
            if (foreign.isPresent()) {
                reply(exchange, FORBIDDEN, "text/plain; charset=UTF-8", "Refused: " + foreign.get() + "\n");
            } else if (!exchange.getRequestURI().getPath().equals("/metrics")) {
                reply(exchange, NOT_FOUND, "text/plain; charset=UTF-8", "See /metrics\n");
            } else {
                StringWriter metrics = new StringWriter();
                TextFormat.write004(metrics, registry.metricFamilySamples());
                reply(exchange, OK, TextFormat.CONTENT_TYPE_004, metrics.toString());
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        worker.shutdown();
        super.close();
    }
}
