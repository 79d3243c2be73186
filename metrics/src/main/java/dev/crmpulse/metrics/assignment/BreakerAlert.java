package dev.crmpulse.metrics.assignment;

import dev.crmpulse.engine.timeline.Notice;
import dev.crmpulse.metrics.sla.Alert.Status;
import java.util.function.Consumer;

/**
 * That a breaker opened and leads go to the manual queue, or no longer.
 *
 * @param period as it is published now, as it was where the alert is withdrawn
 */
public record BreakerAlert(Breaker period, Status status) implements Notice {
    /**
     * What a change of a period gives reason to say, in the order in which it happened.
     *
     * @param before null where nothing was published of it
     * @param after null where there is no such period any more
     */
    static void of(Breaker before, Breaker after, Consumer<? super BreakerAlert> to) {
        boolean wasOpen = isOpen(before);
        boolean stillStands = wasOpen && isOpen(after) && before.startedAt() == after.startedAt();
        if (wasOpen && !stillStands) {
            to.accept(new BreakerAlert(before, Status.WITHDRAWN));
        }
        if (!isOpen(after)) {
            return;
        }
        if (!stillStands) {
            to.accept(new BreakerAlert(after, Status.RAISED));
        }
        if (after.endedAt() != null && !(stillStands && before.endedAt() != null)) {
            to.accept(new BreakerAlert(after, Status.CLEARED));
        }
    }

    private static boolean isOpen(Breaker period) {
        return period != null && period.state() == BreakerState.OPEN;
    }

    /** The moment that makes it news or not: when the rule is tried again where it is cleared, else when it opened. */
    public long newsOfMillis() {
        return status == Status.CLEARED ? period.endedAt() : period.startedAt();
    }
}
