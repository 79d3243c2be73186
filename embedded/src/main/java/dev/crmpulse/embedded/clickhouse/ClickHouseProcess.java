package dev.crmpulse.embedded.clickhouse;

import dev.crmpulse.embedded.clickhouse.http.HttpPort;
import dev.crmpulse.embedded.directory.FileFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ClickHouse server in a process of its own, supervised: if the process dies it is started again on the same port,
 * with everything it had acknowledged. It ends with this object, or with this process if that dies first.
 */
public final class ClickHouseProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClickHouseProcess.class);
    private static final int ANY_PORT = 0;
    private static final int STARTS = 3;
    /** Exit codes from here on are those of signals, 128 and the number of the signal. */
    private static final int KILLED = 129;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final ServerDirectory directory;
    private final Thread supervisor;
    private volatile Process process;
    private volatile ClickHouseEndpoint endpoint;
    private volatile boolean closing;

    private ClickHouseProcess(ServerDirectory directory) {
        this.directory = directory;
        this.supervisor = new Thread(this::supervise, "clickhouse-supervisor");
        supervisor.setDaemon(true);
    }

    /**
     * Starts a server on a data directory, on any free port, and waits until it answers.
     *
     * @throws ClickHouseStartException if it does not come up
     */
    public static ClickHouseProcess start(Path dataDirectory) {
        return start(dataDirectory, ANY_PORT);
    }

    /**
     * Starts a server on a data directory and a port, and waits until it answers. One that was only kept there goes.
     *
     * @throws ClickHouseStartException if it does not come up, e.g. because port or directory are in use
     */
    public static ClickHouseProcess start(Path dataDirectory, int port) {
        ClickHouseProcess clickHouse = new ClickHouseProcess(new ServerDirectory(dataDirectory));
        boolean started = false;
        try {
            clickHouse.directory.create();
            Optional<ClickHouseEndpoint> kept = attach(clickHouse.directory.root());
            if (kept.isPresent()) {
                KeptClickHouse.release(kept.get());
            }
            clickHouse.startFirst(port);
            started = true;
        } catch (IOException e) {
            throw new UncheckedIOException("ClickHouse cannot be started: " + FileFailure.text(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClickHouseStartException("Interrupted while ClickHouse was starting.");
        } finally {
            if (!started && clickHouse.process != null) {
                clickHouse.process.destroyForcibly();
            }
        }
        clickHouse.supervisor.start();
        return clickHouse;
    }

    /** The server that runs on a data directory, if one does and answers; files left by a dead one are no server. */
    public static Optional<ClickHouseEndpoint> attach(Path dataDirectory) {
        try {
            return new ServerDirectory(dataDirectory)
                    .announced(HttpPort.HOST)
                    .filter(endpoint -> ProcessHandle.of(endpoint.pid())
                            .filter(ProcessHandle::isAlive)
                            .isPresent())
                    .filter(ClickHousePing::answers);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the server files in " + dataDirectory, e);
        }
    }

    /** Where the server answers now; the port stays the same through restarts, the process does not. */
    public ClickHouseEndpoint endpoint() {
        return endpoint;
    }

    /** The address it listens on. */
    public String host() {
        return endpoint.host();
    }

    /** The port of its HTTP interface. */
    public int port() {
        return endpoint.port();
    }

    /** The id of its process. */
    public long pid() {
        return endpoint.pid();
    }

    /** Password of the user that may write. */
    public String secret() {
        return endpoint.secret();
    }

    /** For ClickHouse's JDBC driver, of the database {@code default}; without user and password it reads. */
    public String jdbcUrl() {
        return endpoint.jdbcUrl();
    }

    /** Kills the process without warning (SIGKILL) and waits for its end; the supervisor starts the next one. */
    public void kill() {
        Process victim = process;
        victim.destroyForcibly();
        victim.onExit().join();
    }

    /** One that somebody kills before its first answer is begun again, as a later one is. */
    private void startFirst(int port) throws IOException, InterruptedException {
        RestartDelay delay = new RestartDelay();
        for (int start = 1; ; start++) {
            try {
                startProcess(port);
                return;
            } catch (ClickHouseStartException failure) {
                if (start == STARTS || process.isAlive() || process.exitValue() < KILLED) {
                    throw failure;
                }
                LOG.warn("ClickHouse was killed while starting, and is begun again: {}", failure.getMessage());
                TimeUnit.MILLISECONDS.sleep(delay.after(Duration.ZERO).toMillis());
            }
        }
    }

    private void startProcess(int port) throws IOException, InterruptedException {
        ServerStart start = ServerStart.begin(directory, port, ServerLife.ofThisProcess());
        process = start.process();
        endpoint = start.await();
    }

    private void supervise() {
        RestartDelay delay = new RestartDelay();
        try {
            while (!closing) {
                long startedNanos = System.nanoTime();
                int code = process.waitFor();
                if (!closing) {
                    Duration pause = delay.after(Duration.ofNanos(System.nanoTime() - startedNanos));
                    LOG.warn("ClickHouse ended with code {}; starting it again on port {}", code, port());
                    TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                    restart();
                }
            }
        } catch (InterruptedException e) {
            // close() has interrupted the wait: there is nothing left to supervise.
            LOG.debug("Supervision ended");
        }
    }

    private void restart() throws InterruptedException {
        try {
            startProcess(port());
        } catch (ClickHouseStartException | IOException e) {
            LOG.warn("ClickHouse did not start again: {}", e.getMessage());
        }
    }

    /** Stops the server orderly; after 15 s it is killed, which loses nothing acknowledged. */
    @Override
    public void close() {
        closing = true;
        supervisor.interrupt();
        try {
            supervisor.join();
            process.destroy();
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("ClickHouse did not stop within {} s and is killed", STOP_TIMEOUT.toSeconds());
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
