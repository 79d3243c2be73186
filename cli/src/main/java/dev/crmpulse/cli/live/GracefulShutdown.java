package dev.crmpulse.cli.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a command end in order when the process gets a signal to end, by Ctrl-C or by whoever manages it: it is asked
 * to, and the process waits until this is closed.
 */
public final class GracefulShutdown implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GracefulShutdown.class);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::askAndWait, "orderly-end");

    private GracefulShutdown() {}

    /** Begins to listen. */
    public static GracefulShutdown onRequest() {
        GracefulShutdown end = new GracefulShutdown();
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    /** Lets a moment pass, and returns whether the process was asked to end. */
    public boolean awaitRequest(Duration moment) throws InterruptedException {
        return asked.await(moment.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        done.countDown();
        if (asked.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void askAndWait() {
        asked.countDown();
        try {
            if (!done.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("did not end in order within {} s; what was committed last is what is there", TIMEOUT);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
