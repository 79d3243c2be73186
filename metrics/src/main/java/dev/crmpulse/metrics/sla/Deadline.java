package dev.crmpulse.metrics.sla;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.policy.Span;
import java.io.IOException;

/** When one level of a clock is due, through pauses and changed plans, and whose it was then. */
final class Deadline {
    private static final long NONE = Long.MIN_VALUE;

    private static final int HAS_DUE = 1;
    private static final int PASSED = 2;
    private static final int HAS_PLAN = 4;
    private static final int HAS_OWNER = 8;
    private static final int OWNER_OF_START = 16;
    private static final int PAUSED_AFTER = 32;

    private long dueMillis;
    private long plannedMillis = NONE;

    /** Own time that was left when the clock was paused before the due time. */
    private long restMillis;

    /** Own time of pauses after the due time. */
    private long pausedAfterMillis;

    private boolean passed;
    private String owner;

    /** One to be read. */
    Deadline() {}

    private Deadline(long dueMillis) {
        this.dueMillis = dueMillis;
    }

    /** Due when so much own time has passed. */
    static Deadline after(long startedAt, Span target, TimeBasis own) {
        return new Deadline(own.after(startedAt, target));
    }

    /** Due so long before a planned date. */
    static Deadline before(long plannedMillis, Span target, long namedAt) {
        Deadline deadline = new Deadline(NONE);
        deadline.replan(plannedMillis, target, namedAt);
        return deadline;
    }

    /** Reckons anew from another date, but never to before the event that named it. */
    void replan(long newPlannedMillis, Span target, long namedAt) {
        plannedMillis = newPlannedMillis;
        dueMillis = Math.max(newPlannedMillis - target.millis(), namedAt);
    }

    /** Whether it came due before a moment. */
    boolean isBefore(long atMillis) {
        return dueMillis != NONE && dueMillis < atMillis;
    }

    void pause(long atMillis, TimeBasis own) {
        if (!isBefore(atMillis)) {
            restMillis = own.between(atMillis, dueMillis);
            dueMillis = NONE;
        }
    }

    void resume(long pausedAt, long atMillis, TimeBasis own) {
        if (dueMillis == NONE) {
            dueMillis = own.after(atMillis, restMillis);
            restMillis = 0;
        } else {
            pausedAfterMillis += own.between(pausedAt, atMillis);
        }
    }

    /** Takes in that the owner was another one up to a moment. */
    void ownedUntil(long atMillis, String ownerBefore) {
        if (owner == null && isBefore(atMillis)) {
            owner = ownerBefore;
        }
    }

    /** Settles the owner at the end; who fulfils in time what was nobody's is its owner. */
    void end(long atMillis, String ownerBefore, String ownerAfter) {
        passed = false;
        if (owner == null) {
            owner = ownerBefore.isEmpty() && !isBefore(atMillis) ? ownerAfter : ownerBefore;
        }
    }

    /** When silence will have broken it, if nothing happens; {@link Long#MAX_VALUE} if never, or it is known to have. */
    long nextMillis() {
        return dueMillis == NONE || passed ? Long.MAX_VALUE : dueMillis + 1;
    }

    /** Takes in that the horizon is later than a due time before that moment; returns whether that is news. */
    boolean pass(long horizonMillis) {
        boolean news = !passed && isBefore(horizonMillis);
        passed |= news;
        return news;
    }

    /** Whether silence up to the horizon has broken it. */
    boolean hasPassed() {
        return passed;
    }

    Long dueAt() {
        return dueMillis == NONE ? null : (Long) dueMillis;
    }

    Long plannedAt() {
        return plannedMillis == NONE ? null : (Long) plannedMillis;
    }

    long pausedAfterMillis() {
        return pausedAfterMillis;
    }

    /** Whose it was when it was decided, or else is now. */
    String owner(String present) {
        return owner == null ? present : owner;
    }

    void fields(long startedAt, String ownerAtStart, BinaryFields f) throws IOException {
        int flags = f.octet((dueMillis == NONE ? 0 : HAS_DUE)
                | (passed ? PASSED : 0)
                | (plannedMillis == NONE ? 0 : HAS_PLAN)
                | (owner == null ? 0 : HAS_OWNER)
                | (ownerAtStart.equals(owner) ? OWNER_OF_START : 0)
                | (pausedAfterMillis == 0 ? 0 : PAUSED_AFTER));
        passed = (flags & PASSED) != 0;
        // never before the start, so that a small number will do
        long reach = f.varLong(dueMillis == NONE ? restMillis : dueMillis - startedAt);
        boolean hasDue = (flags & HAS_DUE) != 0;
        dueMillis = hasDue ? startedAt + reach : NONE;
        restMillis = hasDue ? 0 : reach;
        if ((flags & HAS_PLAN) != 0) {
            plannedMillis = f.fixedLong(plannedMillis);
        }
        if ((flags & HAS_OWNER) != 0) {
            owner = (flags & OWNER_OF_START) != 0 ? ownerAtStart : f.text(owner);
        }
        if ((flags & PAUSED_AFTER) != 0) {
            pausedAfterMillis = f.varLong(pausedAfterMillis);
        }
    }
}
