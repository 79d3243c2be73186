package dev.crmpulse.embedded.clickhouse.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import dev.crmpulse.embedded.port.LocalRequests;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Routes a request: health checks, statements, anything else; turns errors into answers. */
final class RequestHandler implements HttpHandler {
    private static final Logger LOG = System.getLogger(RequestHandler.class.getName());
    private static final Set<String> HEALTH_PATHS = Set.of("/ping", "/replicas_status");
    private static final Set<String> STATEMENT_PATHS = Set.of("/", "/query");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NO_BODY = -1;

    private final QueryRunner runner;
    private final Release release;
    private final Activity activity;
    private final ServerIdentity identity;

    RequestHandler(QueryRunner runner, Release release, Activity activity, ServerIdentity identity) {
        this.runner = runner;
        this.release = release;
        this.activity = activity;
        this.identity = identity;
    }

    /** An exception out of here makes the HTTP server cut the connection, which shows the client a broken answer. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("X-ClickHouse-Server-Display-Name", "crm-pulse");
        exchange.getResponseHeaders().set("X-ClickHouse-Timezone", identity.timeZone());
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
        Optional<String> foreign =
                LocalRequests.refusal(exchange.getLocalAddress().getPort(), name -> exchange.getRequestHeaders()
                        .getOrDefault(name, List.of()));
        if (foreign.isPresent()) {
            exchange.getResponseHeaders().set("Connection", "close");
            reply(exchange, FORBIDDEN, "Refused: " + foreign.get() + "\n");
            exchange.close();
            return;
        }
        String path = exchange.getRequestURI().getPath();
        RequestParameters parameters = RequestParameters.of(exchange);
        boolean isGreeting = path.equals("/")
                && exchange.getRequestMethod().equals("GET")
                && parameters.query().isEmpty();
        if (HEALTH_PATHS.contains(path) || isGreeting) {
            reply(exchange, OK, "Ok.\n");
        } else if (path.equals(Release.PATH)) {
            release(exchange, parameters);
        } else if (!STATEMENT_PATHS.contains(path)) {
            reply(exchange, NOT_FOUND, "There is no handle " + path + "\n\nUse / or /ping for health checks.\n");
        } else if (!METHODS.contains(exchange.getRequestMethod())) {
            reply(exchange, METHOD_NOT_ALLOWED, "Use GET for reading and POST for any statement.\n");
        } else {
            activity.begins();
            try {
                answerStatement(exchange, parameters);
            } finally {
                activity.ended();
            }
        }
        exchange.close();
    }

    private void release(HttpExchange exchange, RequestParameters parameters) throws IOException {
        try {
            Runnable leave = release.granted(exchange, parameters);
            RequestBody.drain(exchange);
            exchange.getResponseHeaders().set("Connection", "close");
            reply(exchange, OK, "Ok.\n");
            leave.run();
        } catch (EngineException e) {
            refuse(exchange, parameters, e);
        }
    }

    private void answerStatement(HttpExchange exchange, RequestParameters parameters) throws IOException {
        try {
            runner.run(exchange, parameters);
        } catch (EngineException e) {
            refuse(exchange, parameters, e);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A request failed for a reason of the server's own", e);
            refuse(exchange, parameters, EngineException.of(1001, "STD_EXCEPTION", e.toString()));
        }
    }

    private void refuse(HttpExchange exchange, RequestParameters parameters, EngineException error) throws IOException {
        if (exchange.getResponseCode() >= 0) {
            throw new AnswerCutException(error);
        }
        RequestBody.drain(exchange);
        Headers headers = exchange.getResponseHeaders();
        headers.set("X-ClickHouse-Exception-Code", Integer.toString(error.code()));
        headers.set("X-ClickHouse-Query-Id", parameters.queryId());
        reply(exchange, ErrorStatus.of(error.code()), versioned(error.getMessage()));
    }

    private String versioned(String message) {
        return message.contains("(version ") ? message + "\n" : message + " (version " + identity.version() + ")\n";
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=UTF-8");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, NO_BODY);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
