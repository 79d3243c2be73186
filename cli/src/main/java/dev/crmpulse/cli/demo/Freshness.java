package dev.crmpulse.cli.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How long it takes from sending an event until a query finds it. What is sent is found in the order sent, as far as this
 * measure goes: it compares how many were sent with how many are there. Thread-safe.
 */
final class Freshness {
    private static final int REMEMBERED = 20_000;

    private final ArrayDeque<Long> waitingSentNanos = new ArrayDeque<>();
    private final ArrayDeque<Long> delaysNanos = new ArrayDeque<>();
    private long found;
    private boolean begun;

    /** From here on events are timed; this many were sent before. */
    synchronized void begin(long sentBefore) {
        found = sentBefore;
        begun = true;
    }

    synchronized void sent(long atNanos) {
        if (begun) {
            waitingSentNanos.add(atNanos);
        }
    }

    /** A query found so many in all. */
    synchronized void found(long count, long atNanos) {
        for (; begun && found < count && !waitingSentNanos.isEmpty(); found++) {
            if (delaysNanos.size() == REMEMBERED) {
                delaysNanos.remove();
            }
            delaysNanos.add(atNanos - waitingSentNanos.remove());
        }
    }

    /** The nearest-rank quantile of the latest delays; empty while nothing was timed. */
    synchronized Optional<Duration> quantile(double rank) {
        if (delaysNanos.isEmpty()) {
            return Optional.empty();
        }
        List<Long> sorted = new ArrayList<>(delaysNanos);
        Collections.sort(sorted);
        int index = Math.max(0, (int) Math.ceil(rank * sorted.size()) - 1);
        return Optional.of(Duration.ofNanos(sorted.get(index)));
    }
}
