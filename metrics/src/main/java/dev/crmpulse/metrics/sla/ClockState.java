package dev.crmpulse.metrics.sla;

/** What became of one level of a promise. */
public enum ClockState {
    /** Nothing is decided yet. */
    OPEN("open", "open"),
    /** Fulfilled in time. */
    KEPT("kept", "kept"),
    /** Due before it ended or silence was known to last: broken, or a notice that came due. */
    OVERDUE("breached", "reached"),
    /** Ended in time without fulfilment. */
    CANCELLED("cancelled", "cancelled");

    private final String ofPromise;
    private final String ofNotice;

    ClockState(String ofPromise, String ofNotice) {
        this.ofPromise = ofPromise;
        this.ofNotice = ofNotice;
    }

    String ofPromise() {
        return ofPromise;
    }

    String ofNotice() {
        return ofNotice;
    }
}
