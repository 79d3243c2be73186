package dev.crmpulse.verify.reconciliation;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.engine.timeline.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recomputes a few histories again and again in a thread of its own, beside a job that goes on whatever comes of it. What fails is
 * logged, stands in the row of the pass, and is tried again at the next one.
 */
public final class Reconciler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** A query that is being answered is not waited for longer by whoever ends the job. */
    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    private final ReconciliationPass pass;
    private final Duration every;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    private Reconciler(ReconciliationPass pass, Duration every) {
        this.pass = pass;
        this.every = every;
        this.thread = new Thread(this::run, "reconciler");
        thread.setDaemon(true);
    }

    /**
     * Begins, after the first interval.
     *
     * @param timelines those that the job computes
     * @param run that of the job
     */
    public static Reconciler start(
            ClickHouseEndpoint clickHouse, List<Timeline> timelines, long run, ReconciliationSettings settings) {
        Reconciler reconciler =
                new Reconciler(new ReconciliationPass(clickHouse, timelines, run, settings), settings.every());
        reconciler.thread.start();
        return reconciler;
    }

    private void run() {
        try {
            while (!ended.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                reconcile();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void reconcile() throws InterruptedException {
        try {
            Reconciliation done = pass.run();
            if (done.differences() > 0) {
                LOG.warn(
                        "{} values of facts are not what their events say: SELECT * FROM crm.difference",
                        done.differences());
            }
        } catch (InterruptedException end) {
            throw end;
        } catch (Exception failure) {
            LOG.warn("histories could not be recomputed beside the job, which is tried again in {}", every, failure);
        }
    }

    @Override
    public void close() throws InterruptedException {
        ended.countDown();
        thread.interrupt();
        thread.join(END_TIMEOUT.toMillis());
    }
}
