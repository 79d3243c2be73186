package dev.crmpulse.alerts;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import java.io.IOException;
import java.util.Collection;

/** A notifier that sends alerts to webhooks, on a thread of its own. */
public final class RunningNotifier implements AutoCloseable {
    /** No alerts are to be sent. */
    public static final RunningNotifier NONE = new RunningNotifier(null);

    private final AlertNotifier notifier;
    private final Thread thread;

    private RunningNotifier(AlertNotifier notifier) {
        this.notifier = notifier;
        this.thread = notifier == null ? null : new Thread(notifier, "alert-notifier");
    }

    /**
     * Starts a notifier where a tenant has a webhook.
     *
     * @param consumerGroup group of the job; the notifier has one of its own, {@link #groupOf}
     */
    public static RunningNotifier start(KafkaEndpoint kafka, Collection<TenantWebhooks> webhooks, String consumerGroup)
            throws InterruptedException {
        if (webhooks.isEmpty()) {
            return NONE;
        }
        RunningNotifier running =
                new RunningNotifier(AlertNotifier.open(kafka, webhooks, NotifierOptions.of(groupOf(consumerGroup))));
        running.thread.start();
        return running;
    }

    /** The consumer group under which the notifier of a job keeps its progress. */
    public static String groupOf(String consumerGroup) {
        return consumerGroup + "-webhooks";
    }

    /**
     * Makes sure that it goes on.
     *
     * @throws IOException where it ended by itself
     */
    public void check() throws IOException {
        if (thread != null && !thread.isAlive()) {
            throw new IOException("delivery of alerts ended; the log says why");
        }
    }

    /** What it has done. */
    public NotifierStatus status() {
        return notifier == null ? new NotifierStatus(0, 0, 0, 0) : notifier.status();
    }

    @Override
    public void close() {
        if (notifier != null) {
            notifier.close();
        }
    }
}
