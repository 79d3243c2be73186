package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.OrderKey;

/** Which of two deliveries counts. Both rules are total, so any order of comparing gives the same one. */
final class Duplicates {
    private Duplicates() {}

    /**
     * Of two deliveries with the same source and id: the one recorded later, then the larger hash of the bytes
     * (unsigned). What is read of equal bytes may still differ by their receipt and by the rules at that time: the
     * earlier time, the smaller sequence, the actor type of smaller name, the larger content hash (unsigned).
     */
    static CrmEvent winner(CrmEvent a, CrmEvent b) {
        int byRecord = Long.compare(a.recordedAtMillis(), b.recordedAtMillis());
        if (byRecord != 0) {
            return byRecord > 0 ? a : b;
        }
        int byBytes = Long.compareUnsigned(a.bytesHash(), b.bytesHash());
        if (byBytes != 0) {
            return byBytes > 0 ? a : b;
        }
        int byTime = Long.compare(a.timeMillis(), b.timeMillis());
        if (byTime != 0) {
            return byTime < 0 ? a : b;
        }
        int bySequence = Long.compare(a.sequence(), b.sequence());
        if (bySequence != 0) {
            return bySequence < 0 ? a : b;
        }
        int byActorType = a.actorType().contractName().compareTo(b.actorType().contractName());
        if (byActorType != 0) {
            return byActorType < 0 ? a : b;
        }
        return Long.compareUnsigned(a.contentHash(), b.contentHash()) >= 0 ? a : b;
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
