package dev.crmpulse.embedded.clickhouse.http;

import dev.crmpulse.embedded.clickhouse.engine.EngineConnection;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** A named session: a connection that keeps its settings, database and temporary tables between requests. */
final class Session {
    private final EngineConnection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long expiresAtNanos;

    Session(EngineConnection connection) {
        this.connection = connection;
    }

    /** Takes it for one request; false while another request has it. */
    boolean tryAcquire() {
        return lock.tryLock();
    }

    void release(Duration timeout) {
        expiresAtNanos = System.nanoTime() + timeout.toNanos();
        lock.unlock();
    }

    boolean isExpired() {
        return !lock.isLocked() && System.nanoTime() - expiresAtNanos > 0;
    }

    EngineConnection connection() {
        return connection;
    }
}
