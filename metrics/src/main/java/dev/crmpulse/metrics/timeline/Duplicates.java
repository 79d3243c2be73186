package dev.crmpulse.metrics.timeline;

import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.OrderKey;

/** Which of two deliveries counts. Both rules are total, so any order of comparing gives the same one. */
final class Duplicates {
    private Duplicates() {}

    /**
     * Of two deliveries with the same source and id: the one recorded later, then the larger content hash (unsigned);
     * contents being equal, the earlier time, then the smaller sequence, then the actor type of smaller name.
     */
    static CrmEvent winner(CrmEvent a, CrmEvent b) {
        int byRecord = Long.compare(a.recordedAtMillis(), b.recordedAtMillis());
        if (byRecord != 0) {
            return byRecord > 0 ? a : b;
        }
        int byContent = Long.compareUnsigned(a.contentHash(), b.contentHash());
        if (byContent != 0) {
            return byContent > 0 ? a : b;
        }
        int byTime = Long.compare(a.timeMillis(), b.timeMillis());
        if (byTime != 0) {
            return byTime < 0 ? a : b;
        }
        int bySequence = Long.compare(a.sequence(), b.sequence());
        if (bySequence != 0) {
            return bySequence < 0 ? a : b;
        }
        return a.actorType().contractName().compareTo(b.actorType().contractName()) <= 0 ? a : b;
    }

    /** Of two winners with equal contents: the smaller id, then the smaller source. */
    static CrmEvent survivor(CrmEvent a, CrmEvent b) {
        int byId = OrderKey.compareCodePoints(a.id(), b.id());
        if (byId != 0) {
            return byId < 0 ? a : b;
        }
        return OrderKey.compareCodePoints(a.source(), b.source()) <= 0 ? a : b;
    }
}
