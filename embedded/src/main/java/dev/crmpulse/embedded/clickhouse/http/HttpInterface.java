package dev.crmpulse.embedded.clickhouse.http;

import dev.crmpulse.embedded.clickhouse.engine.Engine;
import dev.crmpulse.embedded.clickhouse.engine.EngineConnection;
import dev.crmpulse.embedded.clickhouse.engine.EngineThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** ClickHouse's HTTP interface, answering on a port with an engine. */
public final class HttpInterface {
    private static final int THREADS = 32;

    private final HttpPort port;
    private final Sessions sessions;
    private final Activity activity = new Activity();
    private final ExecutorService workers =
            Executors.newFixedThreadPool(THREADS, EngineThreads.daemons("clickhouse-http"));

    private HttpInterface(HttpPort port, Sessions sessions) {
        this.port = port;
        this.sessions = sessions;
    }

    /**
     * Begins to answer.
     *
     * @param leave ends the server when the writer asks it to go; empty where it belongs to a command
     */
    public static HttpInterface serve(HttpPort port, Engine engine, Credentials credentials, Optional<Runnable> leave) {
        Sessions sessions = new Sessions(engine);
        HttpInterface http = new HttpInterface(port, sessions);
        try (EngineConnection connection = engine.connect()) {
            ReaderDoor readers = new ReaderDoor(engine, ReaderRules.of(connection));
            QueryRunner runner = new QueryRunner(credentials, new KnownSettings(connection), sessions, readers);
            port.server()
                    .createContext(
                            "/",
                            new RequestHandler(
                                    runner,
                                    new Release(credentials, leave),
                                    http.activity,
                                    ServerIdentity.of(connection)));
        }
        port.server().setExecutor(http.workers);
        port.server().start();
        return http;
    }

    /** For how long no statement has been answered; zero while one is. */
    public Duration quiet() {
        return activity.quiet();
    }

    /**
     * Stops answering: new requests are no longer taken, those in progress have this long to end.
     *
     * @return whether all ended, so that the engine may be closed
     */
    public boolean stopWithin(Duration timeout) throws InterruptedException {
        workers.shutdown();
        boolean ended = workers.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
        port.close();
        if (ended) {
            sessions.close();
        }
        return ended;
    }
}
