package dev.crmpulse.connectors.webhook;

/** What is over and done with for a webhook. */
sealed interface Settled {
    QueuedAlert queued();

    /** People have it. */
    record Delivered(QueuedAlert queued) implements Settled {}

    /** People need not have it: it was held, and over before it could be told. */
    record Moot(QueuedAlert queued) implements Settled {}

    /**
     * People cannot have it.
     *
     * @param reason short and stable
     * @param why what was answered last
     */
    record Undeliverable(QueuedAlert queued, String reason, String why) implements Settled {}
}
