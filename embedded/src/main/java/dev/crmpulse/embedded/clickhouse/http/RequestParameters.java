package dev.crmpulse.embedded.clickhouse.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a request says outside its body: URL parameters and headers, by the names of ClickHouse's HTTP interface. */
final class RequestParameters {
    private static final String BOUND_PREFIX = "param_";
    private static final String BASIC = "Basic ";
    private static final long MAX_SESSION_SECONDS = 3600;
    private static final Set<String> NO_SETTINGS = Set.of(
            "query",
            "query_id",
            "user",
            "password",
            "role",
            "quota_key",
            "database",
            "default_format",
            "compress",
            "decompress",
            "buffer_size",
            "wait_end_of_query",
            "stacktrace",
            "session_id",
            "session_timeout",
            "session_check",
            "close_session",
            "client_protocol_version");

    private final Map<String, String> url;
    private final Headers headers;
    private final String method;
    private final String generatedQueryId = UUID.randomUUID().toString();

    private RequestParameters(Map<String, String> url, Headers headers, String method) {
        this.url = url;
        this.headers = headers;
        this.method = method;
    }

    static RequestParameters of(HttpExchange exchange) {
        return new RequestParameters(
                decode(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders(),
                exchange.getRequestMethod());
    }

    private static Map<String, String> decode(String rawQuery) {
        Map<String, String> decoded = new LinkedHashMap<>();
        if (rawQuery == null) {
            return decoded;
        }
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                decoded.putIfAbsent(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return decoded;
    }

    /** The statement, or the beginning of one that goes on in the body. */
    Optional<String> query() {
        return text("query");
    }

    String queryId() {
        return text("query_id").orElse(generatedQueryId);
    }

    Optional<String> database() {
        return text("database").or(() -> header("X-ClickHouse-Database"));
    }

    OutputFormat defaultFormat() {
        return new OutputFormat(
                text("default_format").or(() -> header("X-ClickHouse-Format")).orElse("TabSeparated"));
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(url);
        settings.keySet().removeIf(name -> name.startsWith(BOUND_PREFIX) || NO_SETTINGS.contains(name));
        return settings;
    }

    /** Values of {@code {name:Type}} placeholders, in ClickHouse's escaped text form. */
    Map<String, String> bound() {
        Map<String, String> bound = new LinkedHashMap<>();
        url.forEach((name, value) -> {
            if (name.startsWith(BOUND_PREFIX)) {
                bound.put(name.substring(BOUND_PREFIX.length()), value);
            }
        });
        return bound;
    }

    boolean mayWrite() {
        return method.equals("POST") && flagOrNumber("readonly") == 0;
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    boolean waitsForEndOfQuery() {
        return flag("wait_end_of_query");
    }

    boolean bodyIsBlocks() {
        return flag("decompress");
    }

    Optional<String> sessionId() {
        return text("session_id");
    }

    boolean sessionMustExist() {
        return flag("session_check");
    }

    boolean closesSession() {
        return flag("close_session");
    }

    /** @throws EngineException 374 if it is no number of seconds up to an hour */
    Duration sessionTimeout() {
        String seconds = text("session_timeout").orElse("60");
        if (!seconds.matches("\\d{1,9}") || Long.parseLong(seconds) > MAX_SESSION_SECONDS) {
            throw EngineException.of(
                    374,
                    "INVALID_SESSION_TIMEOUT",
                    "Session timeout '" + seconds + "' must be a number of seconds up to " + MAX_SESSION_SECONDS);
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    /** Who asks: the headers, else HTTP basic authentication, else URL parameters, else the default user. */
    Credentials credentials() {
        if (headers.containsKey("X-ClickHouse-User")) {
            return new Credentials(
                    headers.getFirst("X-ClickHouse-User"),
                    header("X-ClickHouse-Key").orElse(""));
        }
        return header("Authorization")
                .filter(value -> value.startsWith(BASIC))
                .map(RequestParameters::basic)
                .orElseGet(() -> new Credentials(
                        text("user").orElse("default"), text("password").orElse("")));
    }

    private static Credentials basic(String header) {
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return new Credentials(parts[0], parts.length < 2 ? "" : parts[1]);
        } catch (IllegalArgumentException e) {
            throw EngineException.of(516, "AUTHENTICATION_FAILED", "The Authorization header is not valid Base64");
        }
    }

    ResponseEncoding responseEncoding() {
        if (flag("compress")) {
            return ResponseEncoding.BLOCKS;
        }
        return flag("enable_http_compression")
                ? ResponseEncoding.accepted(header("Accept-Encoding").orElse(""))
                : ResponseEncoding.NONE;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name)).filter(value -> !value.isEmpty());
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(url.get(name)).filter(value -> !value.isEmpty());
    }

    private boolean flag(String name) {
        return flagOrNumber(name) != 0;
    }

    private int flagOrNumber(String name) {
        return text(name)
                .map(value -> value.equals("0") || value.equalsIgnoreCase("false") ? 0 : 1)
                .orElse(0);
    }
}
