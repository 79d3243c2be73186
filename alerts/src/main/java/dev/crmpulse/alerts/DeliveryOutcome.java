package dev.crmpulse.alerts;

/** What is over and done with for a webhook. */
sealed interface DeliveryOutcome {
    QueuedAlert queued();

    /** People have it. */
    record Delivered(QueuedAlert queued) implements DeliveryOutcome {}

    /** People need not have it: it was held, and over before it could be sent. */
    record Expired(QueuedAlert queued) implements DeliveryOutcome {}

    /**
     * People cannot have it.
     *
     * @param reason short and stable
     * @param why what was answered last
     */
    record Undeliverable(QueuedAlert queued, String reason, String why) implements DeliveryOutcome {}
}
