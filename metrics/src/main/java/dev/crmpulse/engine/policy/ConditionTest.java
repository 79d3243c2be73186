package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.NameKey;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** A condition made ready to be asked of every event of its types. */
final class ConditionTest implements Serializable {
    private static final long serialVersionUID = 1L;

    private final InteractionType interaction;
    private final ArrayList<Texts> texts = new ArrayList<>();
    private final ArrayList<Bound> bounds = new ArrayList<>();

    private record Texts(EventField field, HashSet<String> keys, boolean any) implements Serializable {
        static Texts of(EventField field, List<String> wanted) {
            HashSet<String> keys = new HashSet<>();
            wanted.forEach(text -> keys.add(NameKey.of(text)));
            return new Texts(field, keys, wanted.contains(EventCondition.ANY_TEXT));
        }

        boolean hold(CrmEvent event) {
            String text = NameKey.of(field.of(event));
            return !text.isEmpty() && (any || keys.contains(text));
        }
    }

    private record Bound(EventNumber number, BigDecimal atLeast) implements Serializable {
        boolean holds(CrmEvent event) {
            BigDecimal value = number.of(event);
            return value != null && value.compareTo(atLeast) >= 0;
        }
    }

    ConditionTest(EventCondition condition) {
        interaction = condition.interaction();
        condition.fields().forEach((field, wanted) -> texts.add(Texts.of(field, wanted)));
        condition.atLeast().forEach((number, atLeast) -> bounds.add(new Bound(number, atLeast)));
    }

    /** Whether an event of the condition's types is meant. */
    boolean holds(CrmEvent event) {
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).hold(event)) {
                return false;
            }
        }
        for (int i = 0; i < bounds.size(); i++) {
            if (!bounds.get(i).holds(event)) {
                return false;
            }
        }
        return interaction.matches(event);
    }
}
