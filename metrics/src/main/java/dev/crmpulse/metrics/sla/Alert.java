package dev.crmpulse.metrics.sla;

import dev.crmpulse.engine.timeline.Notice;
import java.util.function.Consumer;

/**
 * That a level of an SLA is broken (or its notice came due), or no longer.
 *
 * @param clock the level as it is published now, as it was where the alert is withdrawn
 */
public record Alert(SlaClock clock, Status status) implements Notice {
    /** What there is to say of the level. */
    public enum Status {
        /** It is broken, or its notice came due. */
        RAISED,
        /** Its clock ended after that. */
        CLEARED,
        /** History shows that it was not broken, or that there is no such clock. */
        WITHDRAWN
    }

    /**
     * What a change of a level gives reason to say, in the order in which it happened.
     *
     * @param before null where nothing was published of it
     * @param after null where there is no such level any more
     */
    static void of(SlaClock before, SlaClock after, Consumer<? super Alert> to) {
        boolean wasBroken = isBroken(before);
        if (!isBroken(after)) {
            if (wasBroken) {
                to.accept(new Alert(before, Status.WITHDRAWN));
            }
            return;
        }
        if (!wasBroken) {
            to.accept(new Alert(after, Status.RAISED));
        }
        if (after.isEnded() && !(wasBroken && before.isEnded())) {
            to.accept(new Alert(after, Status.CLEARED));
        }
    }

    private static boolean isBroken(SlaClock clock) {
        return clock != null && clock.state() == SlaState.OVERDUE;
    }

    /** The moment that makes it news or not: when the clock ended where it is cleared, else up to when the SLA was to be kept. */
    public long newsOfMillis() {
        // what is overdue has been due, and what is cleared has ended
        return status == Status.CLEARED
                ? clock.timing().endedAt()
                : clock.timing().dueAt();
    }
}
