package dev.crmpulse.embedded.clickhouse.engine;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads fit to call the engine: its planner recurses deeply, and the usual Java stack overflows under it. */
public final class EngineThreads {
    private static final long STACK_BYTES = 16L << 20;

    private EngineThreads() {}

    /** A thread that has not been started. */
    public static Thread thread(String name, Runnable task) {
        return new Thread(null, task, name, STACK_BYTES);
    }

    /** Daemon threads named {@code prefix-1}, {@code prefix-2}, … */
    public static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = thread(prefix + "-" + number.incrementAndGet(), task);
            thread.setDaemon(true);
            return thread;
        };
    }
}
