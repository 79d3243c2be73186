package dev.crmpulse.local.clickhouse;

import dev.crmpulse.local.clickhouse.engine.Engine;
import dev.crmpulse.local.clickhouse.engine.EngineLibrary;
import dev.crmpulse.local.clickhouse.http.Credentials;
import dev.crmpulse.local.clickhouse.http.HttpInterface;
import dev.crmpulse.local.clickhouse.http.HttpPort;
import java.io.IOException;
import java.net.BindException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;

/** A server in this process: directory lock, port, engine and HTTP interface, started and stopped in order. */
final class ClickHouseServer {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ServerDirectory directory;
    private final FileLock lock;
    private final Engine engine;
    private final HttpInterface http;

    private ClickHouseServer(ServerDirectory directory, FileLock lock, Engine engine, HttpInterface http) {
        this.directory = directory;
        this.lock = lock;
        this.engine = engine;
        this.http = http;
    }

    /** @throws ServerFailure if the directory or the port is in use */
    static ClickHouseServer start(ServerOptions options) throws IOException {
        Path library = EngineLibrary.locate();
        ServerDirectory directory = new ServerDirectory(options.dataDirectory());
        directory.create();
        FileLock lock = directory.lock().orElseThrow(() -> inUse(directory));
        directory.withdrawAnnouncement();
        HttpPort port = take(options.port());
        Engine engine = Engine.open(library, directory.engineData(), directory.engineConfiguration());
        HttpInterface http =
                HttpInterface.serve(port, engine, new Credentials(ClickHouseEndpoint.WRITER, directory.secret()));
        directory.announce(port.number(), ProcessHandle.current().pid());
        return new ClickHouseServer(directory, lock, engine, http);
    }

    private static ServerFailure inUse(ServerDirectory directory) {
        return new ServerFailure(
                ServerExit.DIRECTORY_IN_USE,
                "Data directory " + directory.root()
                        + " is in use by another ClickHouse server: stop that one or choose another directory.");
    }

    private static HttpPort take(int port) throws IOException {
        try {
            return HttpPort.take(port);
        } catch (BindException e) {
            throw new ServerFailure(
                    ServerExit.PORT_IN_USE,
                    "Port " + port + " of " + HttpPort.HOST + " is in use: choose another one, or 0 for any.");
        }
    }

    /** Withdraws the announcement, lets running requests end, then closes the engine; gives up on the last two after 5 s. */
    void stop() throws IOException, InterruptedException {
        directory.withdrawAnnouncement();
        if (http.stopWithin(PATIENCE)) {
            engine.close();
        }
        lock.release();
    }
}
