package dev.crmpulse.soak.chaos;

import dev.crmpulse.embedded.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills the ClickHouse of a data directory while everything starts: the first time before it has answered anybody, then each
 * time a random while after it answers again, whatever it is asked just then, such as the first migrations and what a job
 * asks before its first event. To be begun before the ClickHouse is.
 */
public final class StartKills implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StartKills.class);
    private static final long POLL_MILLIS = 5;
    private static final int FIRST_WITHIN_MILLIS = 400;

    private final Path directory;
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "start-killer");
        thread.setDaemon(true);
        return thread;
    });
    private Future<?> strikes;

    private StartKills(Path directory) {
        this.directory = directory;
    }

    /**
     * Begins to kill.
     *
     * @param longest largest pause between the moment that ClickHouse answers again and the next kill
     */
    public static StartKills begin(Path directory, long seed, int kills, Duration longest) {
        StartKills striking = new StartKills(directory);
        Random random = new Random(seed);
        striking.strikes = striking.executor.submit(() -> striking.strike(random, kills, longest));
        return striking;
    }

    /** Waits until all have struck, and says when. */
    public List<String> done() throws IOException, InterruptedException {
        try {
            strikes.get();
        } catch (ExecutionException failure) {
            throw new IOException("ClickHouse could not be killed while it starts", failure.getCause());
        }
        return List.copyOf(done);
    }

    private Void strike(Random random, int kills, Duration longest) throws InterruptedException {
        long begun = System.nanoTime();
        ProcessHandle victim = await(this::starting);
        Thread.sleep(random.nextInt(FIRST_WITHIN_MILLIS));
        for (int kill = 1; kill <= kills; kill++) {
            long pid = victim.pid();
            LOG.info("killing ClickHouse {} while starting", pid);
            victim.destroyForcibly();
            done.add("ClickHouse " + (System.nanoTime() - begun) / 1_000_000 + " ms after the start");
            if (kill < kills) {
                victim = await(() -> ClickHouseProcess.attach(directory)
                        .map(ClickHouseEndpoint::pid)
                        .filter(next -> next != pid)
                        .flatMap(ProcessHandle::of));
                Thread.sleep(random.nextInt((int) longest.toMillis() + 1));
            }
        }
        return null;
    }

    /** The process, which has not announced where it answers. */
    private Optional<ProcessHandle> starting() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(directory.toString()::equals))
                .findFirst();
    }

    private static ProcessHandle await(Supplier<Optional<ProcessHandle>> wanted) throws InterruptedException {
        Optional<ProcessHandle> found = wanted.get();
        while (found.isEmpty()) {
            Thread.sleep(POLL_MILLIS);
            found = wanted.get();
        }
        return found.get();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
