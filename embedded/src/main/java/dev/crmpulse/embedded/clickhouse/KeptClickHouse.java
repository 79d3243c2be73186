package dev.crmpulse.embedded.clickhouse;

import dev.crmpulse.embedded.directory.FileFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that outlives the command that started it, so that the next question need not wait for another one. */
public final class KeptClickHouse {
    private static final Logger LOG = LoggerFactory.getLogger(KeptClickHouse.class);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
    private static final int OK = 200;

    private KeptClickHouse() {}

    /**
     * Starts a server on a data directory that ends by itself when nobody has asked it anything for some time. Where
     * another process starts one at the same moment, it is that one.
     *
     * @throws ClickHouseStartException if it does not come up
     */
    public static ClickHouseEndpoint start(Path dataDirectory, Duration idle) {
        ServerDirectory directory = new ServerDirectory(dataDirectory);
        try {
            directory.create();
            return ServerStart.begin(directory, 0, ServerLife.untilIdle(idle)).await();
        } catch (ClickHouseStartException failure) {
            return ClickHouseProcess.attach(directory.root()).orElseThrow(() -> failure);
        } catch (IOException e) {
            throw new UncheckedIOException("ClickHouse cannot be started: " + FileFailure.text(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClickHouseStartException("Interrupted while ClickHouse was starting.");
        }
    }

    /**
     * Asks the server that runs on a data directory to go, where it was only kept, and waits for its end. One that belongs
     * to a command stays.
     */
    static void release(ClickHouseEndpoint server) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.httpUrl() + "/release"))
                .header("X-ClickHouse-User", ClickHouseEndpoint.WRITER)
                .header("X-ClickHouse-Key", server.secret())
                .timeout(REQUEST_TIMEOUT)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            int status = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status == OK) {
                awaitEnd(server.pid());
            }
        } catch (IOException unanswered) {
            // it goes by itself just now, which the next one waits for, or it stays, which the next one says
            LOG.info("ClickHouse {} did not answer when it was asked to go", server, unanswered);
        }
    }

    private static void awaitEnd(long pid) throws InterruptedException {
        var running = ProcessHandle.of(pid);
        if (running.isEmpty()) {
            return;
        }
        try {
            running.get().onExit().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stuck) {
            // it loses nothing that it has acknowledged
            running.get().destroyForcibly();
            running.get().onExit().join();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the end of process " + pid + " cannot be awaited", failure);
        }
    }
}
