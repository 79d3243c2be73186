package dev.crmpulse.soak.chaos;

import dev.crmpulse.cli.replay.ReplayWatcher;
import dev.crmpulse.cli.stack.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a replay and kills parts of its stack as scheduled, while the job starts and while records are being sent. Every
 * kill of the latter meets a stack that runs: it waits until the one before has been recovered from, and the sender waits with it. All kills have struck
 * when the last record is sent. Serves one replay.
 */
public final class KillingWatcher implements ReplayWatcher, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KillingWatcher.class);
    private static final Duration RECOVERY_TIMEOUT = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 20;
    private static final long NO_PROCESS = -1;

    private final LocalStack stack;
    private final ReplayWatcher watcher;
    private final Deque<Kill> due;
    private final List<Kill> done = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "killer");
        thread.setDaemon(true);
        return thread;
    });
    private CompletableFuture<Void> strike = CompletableFuture.completedFuture(null);
    private JobID job;
    private long startsBefore = -1;
    private long killedProcess = NO_PROCESS;

    /** @param watcher also follows the progress of the replay */
    public KillingWatcher(LocalStack stack, KillSchedule schedule, ReplayWatcher watcher) {
        this.stack = stack;
        this.due = new ArrayDeque<>(schedule.kills());
        this.watcher = watcher;
    }

    /** The kills that struck so far. */
    public List<Kill> done() {
        return List.copyOf(done);
    }

    @Override
    public void submitted(JobID submitted) {
        job = submitted;
        while (!due.isEmpty() && due.peek().isAtSubmission()) {
            begin(due.remove());
        }
        watcher.submitted(submitted);
    }

    @Override
    public void file(Path file, long bytes) {
        watcher.file(file, bytes);
    }

    @Override
    public void at(long bytesRead, long records, long events) {
        while (!due.isEmpty() && due.peek().atRecord() <= records) {
            begin(due.remove());
        }
        watcher.at(bytesRead, records, events);
    }

    @Override
    public void evaluating(long events) {
        while (!due.isEmpty()) {
            begin(due.remove());
        }
        strike.join();
        watcher.evaluating(events);
    }

    @Override
    public void lag(String topic, long records) {
        watcher.lag(topic, records);
    }

    @Override
    public void checkpointDelayed(Throwable reason) {
        watcher.checkpointDelayed(reason);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void begin(Kill kill) {
        strike.join();
        strike = CompletableFuture.runAsync(() -> carryOut(kill), executor);
    }

    private void carryOut(Kill kill) {
        try {
            if (!kill.isAtSubmission()) {
                awaitRecovery();
            }
            Thread.sleep(kill.delay().toMillis());
            LOG.info("killing {}", kill);
            strike(kill);
            done.add(kill);
        } catch (Exception failure) {
            throw new CompletionException("could not kill " + kill, failure);
        }
    }

    private void strike(Kill kill) throws Exception {
        if (kill.victim() == Victim.TASK_MANAGER) {
            // of a job that has not begun nothing is started again
            startsBefore = kill.isAtSubmission() ? startsBefore : stack.flink().starts(job);
            stack.flink().replaceTaskManager();
        } else {
            killedProcess = stack.clickHouse().pid();
            stack.clickHouse().kill();
        }
    }

    private void awaitRecovery() throws ExecutionException, InterruptedException {
        long giveUpNanos = System.nanoTime() + RECOVERY_TIMEOUT.toNanos();
        while (!isRecovered()) {
            if (System.nanoTime() > giveUpNanos) {
                throw new IllegalStateException("the stack did not recover within " + RECOVERY_TIMEOUT);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean isRecovered() throws ExecutionException, InterruptedException {
        return stack.clickHouse().pid() != killedProcess
                && stack.flink().starts(job) > startsBefore
                && stack.flink().allTasksRun(job);
    }
}
