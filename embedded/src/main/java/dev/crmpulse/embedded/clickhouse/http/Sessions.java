package dev.crmpulse.embedded.clickhouse.http;

import dev.crmpulse.embedded.clickhouse.engine.Engine;
import dev.crmpulse.embedded.clickhouse.engine.EngineConnection;
import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lends each request a connection: the one of its session, or one of its own. */
final class Sessions implements AutoCloseable {
    /** A connection for the time of one request. */
    interface Lease extends AutoCloseable {
        EngineConnection connection();

        @Override
        void close();
    }

    /** Where a new connection already is. */
    private static final String DEFAULT_DATABASE = "default";

    private final Engine engine;
    private final Map<String, Session> byId = new HashMap<>();

    Sessions(Engine engine) {
        this.engine = engine;
    }

    /** @throws EngineException 372 or 373 if the session must exist and does not, or is in use */
    Lease lend(RequestParameters parameters, Map<String, String> settings) {
        closeExpired();
        Optional<String> id = parameters.sessionId();
        return id.isPresent() ? lendSession(id.get(), parameters, settings) : lendNew(parameters, settings);
    }

    private Lease lendNew(RequestParameters parameters, Map<String, String> settings) {
        EngineConnection connection = engine.connect();
        try {
            enter(connection, settings, parameters.database().filter(name -> !name.equals(DEFAULT_DATABASE)));
        } catch (EngineException e) {
            connection.close();
            throw e;
        }
        return new Lease() {
            @Override
            public EngineConnection connection() {
                return connection;
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    private Lease lendSession(String id, RequestParameters parameters, Map<String, String> settings) {
        Duration timeout = parameters.sessionTimeout();
        Session session = acquire(id, parameters.sessionMustExist());
        EngineConnection connection = session.connection();
        Optional<String> database = otherDatabase(connection, parameters);
        List<String> leaving = SettingStatements.leaving(connection, settings, database);
        Lease lease = new Lease() {
            @Override
            public EngineConnection connection() {
                return connection;
            }

            @Override
            public void close() {
                if (parameters.closesSession()) {
                    discard(id, session);
                    return;
                }
                try {
                    leaving.forEach(connection::execute);
                    session.release(timeout);
                } catch (EngineException e) {
                    // In a state nobody asked for, the session must not serve another request.
                    discard(id, session);
                    throw e;
                }
            }
        };
        try {
            enter(connection, settings, database);
        } catch (EngineException e) {
            lease.close();
            throw e;
        }
        return lease;
    }

    /** The database a request names, where it is another one: to use the present one again may need a right to it. */
    private static Optional<String> otherDatabase(EngineConnection connection, RequestParameters parameters) {
        return parameters.database().filter(name -> !name.equals(connection.text("SELECT currentDatabase()")));
    }

    private static void enter(EngineConnection connection, Map<String, String> settings, Optional<String> database) {
        SettingStatements.entering(settings, database).forEach(connection::execute);
    }

    private synchronized Session acquire(String id, boolean mustExist) {
        if (mustExist && !byId.containsKey(id)) {
            throw EngineException.of(372, "SESSION_NOT_FOUND", "Session not found.");
        }
        Session session = byId.computeIfAbsent(id, unknown -> new Session(engine.connect()));
        if (!session.tryAcquire()) {
            throw EngineException.of(373, "SESSION_IS_LOCKED", "Session " + id + " is locked by a concurrent client.");
        }
        return session;
    }

    private synchronized void discard(String id, Session session) {
        byId.remove(id, session);
        session.connection().close();
    }

    private synchronized void closeExpired() {
        byId.values().removeIf(session -> {
            boolean expired = session.isExpired();
            if (expired) {
                session.connection().close();
            }
            return expired;
        });
    }

    @Override
    public synchronized void close() {
        byId.values().forEach(session -> session.connection().close());
        byId.clear();
    }
}
