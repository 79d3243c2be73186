package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.CrmEvent;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Which events of a history count otherwise than before, of those that are counted on this timeline.
 *
 * @param accepted events that are accepted now
 * @param dropped events that no longer are: another delivery of them, or a twin, took their place
 * @param twins events that now count as duplicates for their contents alone
 * @param freed events that no longer do
 */
public record Settlement(List<CrmEvent> accepted, List<CrmEvent> dropped, List<CrmEvent> twins, List<CrmEvent> freed) {
    static final Settlement NOTHING = new Settlement(List.of(), List.of(), List.of(), List.of());

    static Settlement accepted(List<CrmEvent> events) {
        return new Settlement(events, List.of(), List.of(), List.of());
    }

    static Settlement between(
            List<CrmEvent> before, List<CrmEvent> twinsBefore, List<CrmEvent> after, List<CrmEvent> twinsAfter) {
        return new Settlement(
                without(after, before),
                without(before, after),
                without(twinsAfter, twinsBefore),
                without(twinsBefore, twinsAfter));
    }

    /** Deliveries are kept as they are, so that one is the same object before and after. */
    private static List<CrmEvent> without(List<CrmEvent> events, List<CrmEvent> others) {
        Set<CrmEvent> known = Collections.newSetFromMap(new IdentityHashMap<>());
        known.addAll(others);
        return events.stream().filter(event -> !known.contains(event)).toList();
    }

    long acceptedDelta() {
        return (long) accepted.size() - dropped.size();
    }

    long twinsDelta() {
        return (long) twins.size() - freed.size();
    }
}
