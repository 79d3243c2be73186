package dev.crmpulse.embedded.clickhouse.http;

import com.sun.net.httpserver.HttpExchange;
import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import java.util.Optional;

/**
 * Asks a server that waits for further statements to go, since a command needs its directory. A server that belongs to a
 * command ends with it, and whoever cannot write may not end any.
 */
final class Release {
    static final String PATH = "/release";

    private final Credentials credentials;
    private final Optional<Runnable> leave;

    /** @param leave ends the server; empty where it belongs to a command */
    Release(Credentials credentials, Optional<Runnable> leave) {
        this.credentials = credentials;
        this.leave = leave;
    }

    /**
     * What ends the server, to be called when the answer is sent.
     *
     * @throws EngineException if it may not be ended, or not by who asks
     */
    Runnable granted(HttpExchange exchange, RequestParameters parameters) {
        if (!exchange.getRequestMethod().equals("POST")) {
            throw EngineException.of(497, "ACCESS_DENIED", "Use POST to release the server");
        }
        if (credentials.door(parameters.credentials()) != Credentials.Door.WRITER) {
            throw EngineException.of(497, "ACCESS_DENIED", "Whoever gives no password may not release the server");
        }
        return leave.orElseThrow(() -> EngineException.of(
                392,
                "QUERY_IS_PROHIBITED",
                "This server belongs to a command that runs, and ends with it: there is nothing to release"));
    }
}
