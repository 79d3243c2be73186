package dev.crmpulse.metrics.response;

import java.io.IOException;

/** How an owner's span ended, or that it has not. */
enum SpanEnd {
    OPEN(0, null),
    ANSWERED(1, "answered"),
    REASSIGNED(2, "reassigned"),
    CANCELLED(3, "cancelled"),
    UNASSIGNED(4, "unassigned");

    private final int code;
    private final String label;

    SpanEnd(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The label analysts and boards group by, null while the span is open. */
    String label() {
        return label;
    }

    /** Stable number in state. */
    int code() {
        return code;
    }

    static SpanEnd ofCode(int code) throws IOException {
        return switch (code) {
            case 0 -> OPEN;
            case 1 -> ANSWERED;
            case 2 -> REASSIGNED;
            case 3 -> CANCELLED;
            case 4 -> UNASSIGNED;
            default -> throw new IOException("unknown span end code " + code);
        };
    }
}
