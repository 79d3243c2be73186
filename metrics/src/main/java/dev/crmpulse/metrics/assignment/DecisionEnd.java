package dev.crmpulse.metrics.assignment;

import dev.crmpulse.engine.event.Codes;
import dev.crmpulse.engine.event.EventType;
import java.util.Locale;

/** What ends a decision on a lead. */
enum DecisionEnd {
    /** It still holds. */
    NONE,
    ASSIGNED,
    FAILED,
    UNASSIGNED,
    DISQUALIFIED,
    MERGED,
    DELETED;

    static final Codes<DecisionEnd> CODES = Codes.of(NONE, ASSIGNED, FAILED, UNASSIGNED, DISQUALIFIED, MERGED, DELETED);

    static DecisionEnd by(EventType type) {
        return switch (type) {
            case LEAD_ASSIGNED -> ASSIGNED;
            case LEAD_ASSIGNMENT_FAILED -> FAILED;
            case LEAD_UNASSIGNED -> UNASSIGNED;
            case LEAD_DISQUALIFIED -> DISQUALIFIED;
            case LEAD_MERGED -> MERGED;
            case LEAD_DELETED -> DELETED;
            default -> NONE;
        };
    }

    /** As rows have it, null where nothing ended it. */
    String written() {
        return this == NONE ? null : name().toLowerCase(Locale.ROOT);
    }
}
