package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.event.NameKey;
import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which entities a policy is made for, by what is known of them. All that is said must hold, of each trait or dimension any
 * of the texts, in capitals or not; {@link EventCondition#ANY_TEXT} for any but none.
 */
public record EntityFilter(Map<EventField, List<String>> traits, Map<String, List<String>> dimensions)
        implements Serializable {
    /** Every entity. */
    public static final EntityFilter ALL = new EntityFilter(Map.of(), Map.of());

    public EntityFilter {
        EnumMap<EventField, List<String>> ordered = new EnumMap<>(EventField.class);
        traits.forEach((trait, texts) -> ordered.put(trait, List.copyOf(texts)));
        TreeMap<String, List<String>> byName = new TreeMap<>();
        dimensions.forEach((name, texts) -> byName.put(name, List.copyOf(texts)));
        traits = Collections.unmodifiableMap(ordered);
        dimensions = Collections.unmodifiableMap(byName);
    }

    boolean isAll() {
        return traits.isEmpty() && dimensions.isEmpty();
    }

    /**
     * Whether the entity is one of those.
     *
     * @param known what is known of it, null where that is nothing
     */
    public boolean holds(EntityTraits known) {
        if (isAll()) {
            return true;
        }
        return known != null
                && traits.entrySet().stream().allMatch(trait -> isAny(known.text(trait.getKey()), trait.getValue()))
                && dimensions.entrySet().stream()
                        .allMatch(
                                dimension -> isAny(known.dimensions().text(dimension.getKey()), dimension.getValue()));
    }

    private static boolean isAny(String text, List<String> wanted) {
        String key = NameKey.of(text);
        return !key.isEmpty()
                && wanted.stream()
                        .anyMatch(one -> one.equals(EventCondition.ANY_TEXT)
                                || NameKey.of(one).equals(key));
    }
}
