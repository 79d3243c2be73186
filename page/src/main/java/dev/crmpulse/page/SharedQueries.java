package dev.crmpulse.page;

import dev.crmpulse.connectors.clickhouse.QueryFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks each query once, however many want its answer: while it runs, and for a moment after. A few run at a time, the others
 * wait in the order they came, and one that nobody waits for any more is ended.
 */
final class SharedQueries implements AutoCloseable {
    private final Source source;
    private final Settings settings;
    private final ThreadPoolExecutor workers;
    private final Map<String, Query> queries = new HashMap<>();
    private final Map<Slot, CompletableFuture<Content>> slots = new HashMap<>();

    /** Who answers a query; a thread that is interrupted ends it. */
    @FunctionalInterface
    interface Source {
        byte[] ask(String sql) throws QueryFailure, InterruptedException;
    }

    /**
     * How much at a time.
     *
     * @param running queries at once
     * @param waiting queries that wait for one of them to end
     * @param keep how long an answer is given again
     * @param timeout how long one waits, those before it included
     */
    record Settings(int running, int waiting, Duration keep, Duration timeout) {}

    /** A place of a page that shows one answer: with the next request for it, the one before is not wanted any more. */
    record Slot(String tab, String place) {}

    private static final class Query {
        private final String sql;
        private final CompletableFuture<Content> result = new CompletableFuture<>();
        private Future<?> work;
        private int wanted;
        private long endedNanos;

        private Query(String sql) {
            this.sql = sql;
        }
    }

    SharedQueries(Source source, Settings settings) {
        this.source = source;
        this.settings = settings;
        AtomicInteger number = new AtomicInteger();
        this.workers = new ThreadPoolExecutor(
                settings.running(),
                settings.running(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.waiting()),
                task -> {
                    Thread thread = new Thread(task, "page-query-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * The answer to a query, waited for.
     *
     * @param slot what shows it; empty where that is not known
     * @throws RefusedRequest where another request took its place, too many wait, or it took too long
     * @throws QueryFailure where ClickHouse has no answer
     */
    Content answer(String sql, Optional<Slot> slot) throws RefusedRequest, QueryFailure, InterruptedException {
        Query query = join(sql);
        // a copy: what one asker gives up, others go on waiting for
        CompletableFuture<Content> mine = query.result.copy();
        slot.ifPresent(place -> take(place, mine));
        try {
            return mine.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (CancellationException superseded) {
            throw new RefusedRequest(RefusedRequest.SUPERSEDED, "the page has asked anew, or was closed");
        } catch (TimeoutException slow) {
            throw new RefusedRequest(
                    RefusedRequest.TOO_SLOW,
                    "there is no answer after " + settings.timeout().toSeconds() + " s");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof QueryFailure reason) {
                throw reason;
            }
            throw new IllegalStateException("a query failed for a reason of the page's own", failure.getCause());
        } finally {
            leave(query, mine, slot);
        }
    }

    /** Ends the waiting of a page that is closed. */
    void leave(String tab) {
        List<CompletableFuture<Content>> left = new ArrayList<>();
        synchronized (this) {
            slots.forEach((slot, waiting) -> {
                if (slot.tab().equals(tab)) {
                    left.add(waiting);
                }
            });
        }
        left.forEach(waiting -> waiting.cancel(false));
    }

    private synchronized Query join(String sql) throws RefusedRequest {
        long now = System.nanoTime();
        queries.values()
                .removeIf(query -> query.result.isDone()
                        && now - query.endedNanos > settings.keep().toNanos());
        Query query = queries.get(sql);
        if (query == null) {
            query = begin(sql);
        }
        query.wanted++;
        return query;
    }

    private Query begin(String sql) throws RefusedRequest {
        Query query = new Query(sql);
        try {
            query.work = workers.submit(() -> run(query));
        } catch (RejectedExecutionException full) {
            throw new RefusedRequest(
                    RefusedRequest.UNAVAILABLE, "too many queries wait already: the next refresh asks again");
        }
        queries.put(sql, query);
        return query;
    }

    private void run(Query query) {
        try {
            Content answer = new Content(source.ask(query.sql));
            synchronized (this) {
                query.endedNanos = System.nanoTime();
            }
            query.result.complete(answer);
        } catch (InterruptedException ended) {
            query.result.cancel(false);
        } catch (QueryFailure | RuntimeException failure) {
            synchronized (this) {
                // the next one asks again
                queries.remove(query.sql, query);
            }
            query.result.completeExceptionally(failure);
        }
    }

    private void take(Slot slot, CompletableFuture<Content> mine) {
        CompletableFuture<Content> before;
        synchronized (this) {
            before = slots.put(slot, mine);
        }
        if (before != null) {
            before.cancel(false);
        }
    }

    private synchronized void leave(Query query, CompletableFuture<Content> mine, Optional<Slot> slot) {
        slot.ifPresent(place -> slots.remove(place, mine));
        query.wanted--;
        if (query.wanted == 0 && !query.result.isDone()) {
            queries.remove(query.sql, query);
            query.work.cancel(true);
            workers.purge();
        }
    }

    /** Ends all queries. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
