package dev.crmpulse.metrics.service;

import dev.crmpulse.engine.event.Codes;
import java.util.Locale;

/** Where a ticket stands. */
enum TicketStatus {
    OPEN,
    /** Nobody is to work on it until it is resumed, such as while the customer is asked. */
    PAUSED,
    RESOLVED,
    CLOSED,
    /** It is dealt with in another ticket. */
    MERGED;

    static final Codes<TicketStatus> CODES = Codes.of(OPEN, PAUSED, RESOLVED, CLOSED, MERGED);

    boolean isEnded() {
        return this != OPEN && this != PAUSED;
    }

    /** As rows have it. */
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
