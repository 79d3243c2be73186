package dev.crmpulse.cli.endtoend;

import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** A kill (SIGKILL) that meets a command while it starts. */
final class Strike {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private Strike() {}

    /** Kills the ClickHouse of a stack as soon as it answers so; completed when it has. */
    static CompletableFuture<Void> onceTrue(LocalStack stack, String condition) {
        Answers ask = new Answers(stack.endpoint());
        return CompletableFuture.runAsync(() -> {
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .pollInterval(Duration.ofMillis(5))
                    .ignoreExceptions()
                    .until(() -> ask.number(condition) == 1);
            stack.clickHouse().kill();
        });
    }

    /** Kills the ClickHouse of a data directory as soon as it answers; completed when it has. */
    static CompletableFuture<Long> atFirstAnswer(Path directory) {
        return CompletableFuture.supplyAsync(() -> {
            long pid = Awaitility.await()
                    .atMost(TIMEOUT)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> ClickHouseProcess.attach(directory), found -> found.isPresent())
                    .orElseThrow()
                    .pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            return pid;
        });
    }
}
