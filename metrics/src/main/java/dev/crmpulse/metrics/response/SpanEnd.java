package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.event.Codes;

/** How an owner's span ended, or that it has not. */
enum SpanEnd {
    OPEN(null),
    ANSWERED("answered"),
    REASSIGNED("reassigned"),
    CANCELLED("cancelled"),
    UNASSIGNED("unassigned");

    static final Codes<SpanEnd> CODES = Codes.of(OPEN, ANSWERED, REASSIGNED, CANCELLED, UNASSIGNED);

    private final String label;

    SpanEnd(String label) {
        this.label = label;
    }

    /** The label analysts and boards group by, null while the span is open. */
    String label() {
        return label;
    }
}
