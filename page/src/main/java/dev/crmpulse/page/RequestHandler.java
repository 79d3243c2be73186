package dev.crmpulse.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.crmpulse.embedded.port.LocalRequests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request where it comes from this machine and no page of another origin, and sends what {@link Routes} answer. */
final class RequestHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " font-src 'self'; frame-ancestors 'none'";
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final int LARGEST_BODY = 64 << 10;
    private static final int NOT_MODIFIED = 304;
    private static final int NO_BODY = -1;

    private final Routes routes;

    RequestHandler(Routes routes) {
        this.routes = routes;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Security-Policy", POLICY);
            headers.set("X-Frame-Options", "DENY");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Referrer-Policy", "no-referrer");
            try {
                send(exchange, answer(exchange));
            } catch (RefusedRequest refusal) {
                refuse(exchange, refusal);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                refuse(exchange, new RefusedRequest(RefusedRequest.UNAVAILABLE, "the server is about to end"));
            } catch (RuntimeException failure) {
                LOG.warn("A request failed for a reason of the server's own", failure);
                refuse(exchange, new RefusedRequest(RefusedRequest.FAILED, "the server failed: its log says why"));
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException, RefusedRequest, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        Function<String, List<String>> sent =
                name -> exchange.getRequestHeaders().getOrDefault(name, List.of());
        int port = exchange.getLocalAddress().getPort();
        Optional<String> foreign = method.equals("GET") && routes.isDocument(path)
                ? LocalRequests.refusalOfDocument(port, sent)
                : LocalRequests.refusal(port, sent);
        if (foreign.isPresent()) {
            throw new RefusedRequest(RefusedRequest.FORBIDDEN, foreign.get());
        }
        if (routes.isPosted(path)) {
            if (!method.equals("POST")) {
                throw otherMethod(exchange, "POST");
            }
            return routes.post(path, body(exchange));
        }
        Optional<Answer> found = routes.get(path, exchange.getRequestURI().getRawQuery());
        if (found.isEmpty()) {
            throw RefusedRequest.notFound("there is nothing at this address");
        }
        if (!READING.contains(method)) {
            throw otherMethod(exchange, "GET, HEAD");
        }
        return found.get();
    }

    private static RefusedRequest otherMethod(HttpExchange exchange, String allowed) {
        exchange.getResponseHeaders().set("Allow", allowed);
        return new RefusedRequest(RefusedRequest.METHOD_NOT_ALLOWED, "this address is asked by " + allowed);
    }

    /** A page of another origin can send forms and plain text unasked, but no JSON. */
    private static byte[] body(HttpExchange exchange) throws IOException, RefusedRequest {
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        if (!type.toLowerCase(Locale.ROOT).matches("application/json(?:\\s*;\\s*charset=\"?utf-8\"?)?")) {
            throw new RefusedRequest(RefusedRequest.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new RefusedRequest(
                    RefusedRequest.TOO_LARGE,
                    "the request has more than " + (LARGEST_BODY >> 10) + " kB: choose fewer values");
        }
        return body;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", answer.caching().header());
        if (answer.caching() != Answer.Caching.NEVER) {
            String tag = '"' + answer.content().fingerprint() + '"';
            headers.set("ETag", tag);
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(NOT_MODIFIED, NO_BODY);
                return;
            }
        }
        headers.set("Content-Type", answer.contentType());
        byte[] body = answer.content().bytes();
        if (answer.isCompressible()) {
            headers.set("Vary", "Accept-Encoding");
            if (acceptsGzip(exchange)) {
                headers.set("Content-Encoding", "gzip");
                body = answer.content().compressed();
            }
        }
        write(exchange, answer.status(), body);
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of()).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(coding -> coding.matches("gzip(?:;q=(?:1(?:\\.0+)?|0?\\.\\d*[1-9]\\d*))?"));
    }

    private static void refuse(HttpExchange exchange, RefusedRequest refusal) throws IOException {
        discard(exchange.getRequestBody());
        Headers headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", Answer.Caching.NEVER.header());
        headers.set("Content-Type", Answer.JSON);
        if (refusal.status() == RefusedRequest.FORBIDDEN) {
            headers.set("Connection", "close");
        }
        write(exchange, refusal.status(), Routes.error(refusal.getMessage()));
    }

    /** Some of what is left of a refused body, so that its sender comes to read why. */
    private static void discard(InputStream body) throws IOException {
        body.readNBytes(LARGEST_BODY);
    }

    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, NO_BODY);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
