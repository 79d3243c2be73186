package dev.crmpulse.metrics.policy;

import dev.crmpulse.metrics.event.CrmEvent;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** A condition made ready to be asked of every event of its types. */
final class ConditionTest implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Act act;
    private final ArrayList<Texts> texts = new ArrayList<>();
    private final ArrayList<Bound> bounds = new ArrayList<>();

    private record Texts(EventField field, HashSet<String> lowerCase, boolean any) implements Serializable {
        static Texts of(EventField field, List<String> wanted) {
            HashSet<String> lowerCase = new HashSet<>();
            wanted.forEach(text -> lowerCase.add(lowerCase(text)));
            return new Texts(field, lowerCase, wanted.contains(EventCondition.ANY_TEXT));
        }

        boolean hold(CrmEvent event) {
            String text = lowerCase(field.of(event));
            return !text.isEmpty() && (any || lowerCase.contains(text));
        }

        private static String lowerCase(String text) {
            return text.strip().toLowerCase(Locale.ROOT);
        }
    }

    private record Bound(EventNumber number, BigDecimal atLeast) implements Serializable {
        boolean holds(CrmEvent event) {
            BigDecimal told = number.of(event);
            return told != null && told.compareTo(atLeast) >= 0;
        }
    }

    ConditionTest(EventCondition condition) {
        act = condition.act();
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
        return act.isDoneIn(event);
    }
}
