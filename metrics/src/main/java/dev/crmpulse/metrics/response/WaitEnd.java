package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.event.Codes;
import dev.crmpulse.engine.event.EventType;

/** How a wait for a reply ended, or that it has not. */
enum WaitEnd {
    OPEN(""),
    REPLIED(""),
    DISQUALIFIED("disqualified"),
    MERGED("merged"),
    DELETED("deleted");

    static final Codes<WaitEnd> CODES = Codes.of(OPEN, REPLIED, DISQUALIFIED, MERGED, DELETED);

    private final String cancelReason;

    WaitEnd(String cancelReason) {
        this.cancelReason = cancelReason;
    }

    /** What the end of a lead does to a wait; {@link #OPEN} for an event that ends no lead. */
    static WaitEnd ofLead(EventType type) {
        return switch (type) {
            case LEAD_DISQUALIFIED -> DISQUALIFIED;
            case LEAD_MERGED -> MERGED;
            case LEAD_DELETED -> DELETED;
            default -> OPEN;
        };
    }

    /** Why no reply is due any more; empty unless cancelled. */
    String cancelReason() {
        return cancelReason;
    }

    boolean isCancelled() {
        return !cancelReason.isEmpty();
    }
}
