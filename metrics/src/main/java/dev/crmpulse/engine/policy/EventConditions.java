package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EventType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** Which events are meant: those for which any of some conditions holds. Looked up by type, for every event is asked. */
public final class EventConditions implements Serializable {
    private static final long serialVersionUID = 1L;

    /** No event at all. */
    public static final EventConditions NONE = new EventConditions(List.of());

    private final List<EventCondition> anyOf;
    private final EnumMap<EventType, ArrayList<ConditionTest>> byType = new EnumMap<>(EventType.class);

    private EventConditions(List<EventCondition> anyOf) {
        this.anyOf = List.copyOf(anyOf);
        for (EventCondition condition : anyOf) {
            ConditionTest test = new ConditionTest(condition);
            condition.types().forEach(type -> byType.computeIfAbsent(type, none -> new ArrayList<>(1))
                    .add(test));
        }
    }

    public static EventConditions anyOf(EventCondition... conditions) {
        return anyOf(List.of(conditions));
    }

    public static EventConditions anyOf(List<EventCondition> conditions) {
        return conditions.isEmpty() ? NONE : new EventConditions(conditions);
    }

    /** The conditions in the order written. */
    public List<EventCondition> conditions() {
        return anyOf;
    }

    public boolean isEmpty() {
        return anyOf.isEmpty();
    }

    /** Whether an event of the type may be meant. */
    public boolean mayHoldFor(EventType type) {
        return byType.containsKey(type);
    }

    /** Whether the event is meant. */
    public boolean hold(CrmEvent event) {
        ArrayList<ConditionTest> candidates = byType.get(event.type());
        if (candidates != null) {
            for (int i = 0; i < candidates.size(); i++) {
                if (candidates.get(i).holds(event)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventConditions conditions && anyOf.equals(conditions.anyOf);
    }

    @Override
    public int hashCode() {
        return anyOf.hashCode();
    }

    @Override
    public String toString() {
        return anyOf.toString();
    }
}
