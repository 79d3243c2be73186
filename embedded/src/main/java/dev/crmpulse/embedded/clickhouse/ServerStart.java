package dev.crmpulse.embedded.clickhouse;

import dev.crmpulse.embedded.clickhouse.http.HttpPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A server's process from its begin until it answers.
 *
 * @param process that was begun
 * @param logStart size of the log before it
 */
record ServerStart(ServerDirectory directory, Process process, long logStart) {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    static ServerStart begin(ServerDirectory directory, int port, ServerLife life) throws IOException {
        long logStart = Files.exists(directory.log()) ? Files.size(directory.log()) : 0;
        return new ServerStart(directory, ServerCommand.run(directory, port, life), logStart);
    }

    /**
     * Where it answers.
     *
     * @throws ClickHouseStartException if it ends before it does, or is too slow and therefore ended
     */
    ClickHouseEndpoint await() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        Optional<ClickHouseEndpoint> ready = Optional.empty();
        while (ready.isEmpty()) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ClickHouseStartException(reason());
            }
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new ClickHouseStartException("ClickHouse did not answer within " + START_TIMEOUT.toSeconds()
                        + " s: see " + directory.log() + ".");
            }
            ready = directory
                    .announced(HttpPort.HOST)
                    .filter(announced -> announced.pid() == process.pid())
                    .filter(ClickHousePing::answers);
        }
        return ready.get();
    }

    /** The last line the process has written; with exit codes of its own that is its message for the user. */
    private String reason() throws IOException {
        byte[] log = Files.readAllBytes(directory.log());
        String written = new String(log, (int) logStart, log.length - (int) logStart, StandardCharsets.UTF_8).strip();
        return written.isEmpty()
                ? "ClickHouse ended with code " + process.exitValue() + " while starting: see " + directory.log() + "."
                : written.substring(written.lastIndexOf('\n') + 1);
    }
}
