package dev.crmpulse.connectors.clickhouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import net.jpountz.lz4.LZ4FrameInputStream;

/** Answers inserts as ClickHouse's HTTP interface does, with the error codes a test asks for. */
final class FakeClickHouse implements AutoCloseable {
    /** The code of success. */
    static final int OK = 0;

    /**
     * One attempt to insert.
     *
     * @param rows all values of all rows
     */
    record Attempt(Map<String, String> parameters, String rows, int code) {
        String token() {
            return parameters.getOrDefault("insert_deduplication_token", "");
        }
    }

    private final List<Attempt> attempts = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;
    private final ToIntFunction<String> codeOfRows;

    FakeClickHouse(ToIntFunction<String> codeOfRows) throws IOException {
        this.codeOfRows = codeOfRows;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    ClickHouseEndpoint endpoint() {
        return ClickHouseEndpoint.local(server.getAddress().getPort(), "");
    }

    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** What was inserted in the end. */
    String inserted() {
        StringBuilder rows = new StringBuilder();
        attempts().stream().filter(attempt -> attempt.code() == OK).forEach(attempt -> rows.append(attempt.rows()));
        return rows.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String rows;
        try (InputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(body))) {
            rows = NativeRows.of(in.readAllBytes()).stream()
                    .flatMap(List::stream)
                    .map(String::valueOf)
                    .collect(Collectors.joining());
        }
        int code = codeOfRows.applyAsInt(rows);
        attempts.add(new Attempt(parameters(exchange), rows, code));
        byte[] answer = code == OK ? new byte[0] : ("Code: " + code + ". refused").getBytes(StandardCharsets.US_ASCII);
        if (code != OK) {
            exchange.getResponseHeaders().add("X-ClickHouse-Exception-Code", Integer.toString(code));
        }
        exchange.sendResponseHeaders(code == OK ? 200 : 500, answer.length == 0 ? -1 : answer.length);
        if (answer.length > 0) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Arrays.stream(exchange.getRequestURI().getRawQuery().split("&")).forEach(parameter -> {
            String[] parts = parameter.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        });
        return parameters;
    }
}
