package dev.crmpulse.metrics.sla;

/** What became of one level of an SLA. */
public enum SlaState {
    /** Nothing is decided yet. */
    OPEN("open", "open"),
    /** Fulfilled in time. */
    KEPT("kept", "kept"),
    /** Due before it ended or silence was known to last: broken, or a notice that came due. */
    OVERDUE("breached", "reached"),
    /** Ended in time without fulfilment. */
    CANCELLED("cancelled", "cancelled");

    private final String ofSla;
    private final String ofNotice;

    SlaState(String ofSla, String ofNotice) {
        this.ofSla = ofSla;
        this.ofNotice = ofNotice;
    }

    String ofSla() {
        return ofSla;
    }

    String ofNotice() {
        return ofNotice;
    }
}
