package dev.crmpulse.soak.suite;

import dev.crmpulse.cli.demo.Demo;
import dev.crmpulse.cli.demo.DemoReport;
import dev.crmpulse.cli.demo.DemoSettings;
import dev.crmpulse.cli.demo.DemoWatcher;
import dev.crmpulse.cli.live.GracefulShutdown;
import dev.crmpulse.cli.stack.LocalStack;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A demo that goes on beside what a suite does. */
final class RunningDemo implements AutoCloseable {
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(1);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "running-demo"));
    private final CountDownLatch present = new CountDownLatch(1);
    private final Future<DemoReport> report;

    private RunningDemo(LocalStack stack, DemoSettings settings) {
        report = thread.submit(() -> {
            try (GracefulShutdown end = GracefulShutdown.onRequest()) {
                return new Demo(stack, settings, new Watcher()).run(Optional.empty(), end);
            }
        });
    }

    static RunningDemo start(LocalStack stack, DemoSettings settings) {
        return new RunningDemo(stack, settings);
    }

    /** Waits until the past is there and events come as they happen. */
    void awaitPresent() throws Exception {
        while (!present.await(CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            if (report.isDone()) {
                report.get();
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the demo did not stop within " + STOPS_WITHIN);
        }
    }

    private final class Watcher implements DemoWatcher {
        @Override
        public void sendingThePast(long sent, long received) {
            // what counts is that it ends
        }

        @Override
        public void live(Moment moment) {
            present.countDown();
        }
    }
}
