package dev.crmpulse.embedded.clickhouse;

import dev.crmpulse.embedded.clickhouse.engine.Engine;
import dev.crmpulse.embedded.clickhouse.engine.EngineLibrary;
import dev.crmpulse.embedded.clickhouse.http.Credentials;
import dev.crmpulse.embedded.clickhouse.http.HttpInterface;
import dev.crmpulse.embedded.clickhouse.http.HttpPort;
import dev.crmpulse.embedded.directory.DirectoryLock;
import java.io.IOException;
import java.net.BindException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A server in this process: directory lock, port, engine and HTTP interface, started and stopped in order. */
final class ClickHouseServer {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** One that goes closes its engine within this time; nobody can reach it any more meanwhile. */
    private static final Duration PREDECESSOR = Duration.ofSeconds(15);

    private static final Duration POLL = Duration.ofMillis(20);

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

    /**
     * Starts.
     *
     * @param leave ends the server when it is asked to go; empty where it belongs to a command
     * @throws ServerFailure if the directory or the port is in use
     */
    static ClickHouseServer start(ServerOptions options, Optional<Runnable> leave)
            throws IOException, InterruptedException {
        Path library = EngineLibrary.locate();
        ServerDirectory directory = new ServerDirectory(options.dataDirectory());
        directory.create();
        FileLock lock = lock(directory);
        directory.forgetAnnouncement();
        HttpPort port = take(options.port());
        Engine engine = Engine.open(library, directory.engineData(), directory.engineConfiguration());
        HttpInterface http = HttpInterface.serve(
                port, engine, new Credentials(ClickHouseEndpoint.WRITER, directory.secret()), leave);
        directory.announce(port.number(), ProcessHandle.current().pid());
        return new ClickHouseServer(directory, lock, engine, http);
    }

    /** Waits for one that goes or is not there yet; one that answers is not going. */
    private static FileLock lock(ServerDirectory directory) throws IOException, InterruptedException {
        long giveUpNanos = System.nanoTime() + PREDECESSOR.toNanos();
        Optional<FileLock> lock = directory.lock();
        while (lock.isEmpty()) {
            if (directory.announced(HttpPort.HOST).isPresent() || System.nanoTime() > giveUpNanos) {
                throw inUse(directory);
            }
            Thread.sleep(POLL.toMillis());
            lock = directory.lock();
        }
        return lock.get();
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

    /** For how long no statement has been answered; zero while one is. */
    Duration quiet() {
        return http.quiet();
    }

    /** Whether the directory says that this server serves it. */
    boolean isAnnounced() throws IOException {
        return directory.isAnnounced(ProcessHandle.current().pid());
    }

    /** Takes the announcement back, unless a command uses the directory: from then on nobody finds this server. */
    boolean withdrawUnlessUsed() throws IOException {
        Optional<DirectoryLock> alone = DirectoryLock.exclusive(directory.root());
        if (alone.isEmpty()) {
            return false;
        }
        try (DirectoryLock held = alone.get()) {
            withdraw();
        }
        return true;
    }

    private void withdraw() throws IOException {
        directory.withdrawAnnouncement(ProcessHandle.current().pid());
    }

    /** Withdraws the announcement, lets running requests end, then closes the engine; gives up on the last two after 5 s. */
    void stop() throws IOException, InterruptedException {
        withdraw();
        if (http.stopWithin(TIMEOUT)) {
            engine.close();
        }
        lock.release();
    }
}
