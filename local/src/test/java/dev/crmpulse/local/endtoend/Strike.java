package dev.crmpulse.local.endtoend;

import dev.crmpulse.local.clickhouse.ClickHouseProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** A kill (SIGKILL) that meets a command while it starts. */
final class Strike {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Strike() {}

    /** Kills the ClickHouse of a data directory as soon as it answers; completed when it has. */
    static CompletableFuture<Long> atFirstAnswer(Path directory) {
        return CompletableFuture.supplyAsync(() -> {
            long pid = Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> ClickHouseProcess.attach(directory), found -> found.isPresent())
                    .orElseThrow()
                    .pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            return pid;
        });
    }
}
