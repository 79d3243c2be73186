package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.event.EventType;
import java.io.IOException;

/** How a wait for a reply ended, or that it has not. */
enum WaitEnd {
    OPEN(0, ""),
    REPLIED(1, ""),
    DISQUALIFIED(2, "disqualified"),
    MERGED(3, "merged"),
    DELETED(4, "deleted");

    private final int code;
    private final String cancelReason;

    WaitEnd(int code, String cancelReason) {
        this.code = code;
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

    /** Stable number in state. */
    int code() {
        return code;
    }

    static WaitEnd ofCode(int code) throws IOException {
        return switch (code) {
            case 0 -> OPEN;
            case 1 -> REPLIED;
            case 2 -> DISQUALIFIED;
            case 3 -> MERGED;
            case 4 -> DELETED;
            default -> throw new IOException("unknown wait end code " + code);
        };
    }
}
