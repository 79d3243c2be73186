package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.event.EventType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which events are meant. All that is said must hold.
 *
 * @param types of one of these types
 * @param interaction and such an interaction
 * @param fields and of these fields one of the texts, in capitals or not; {@link #ANY_TEXT} for any but none
 * @param atLeast and these numbers known and not smaller
 */
public record EventCondition(
        Set<EventType> types,
        InteractionType interaction,
        Map<EventField, List<String>> fields,
        Map<EventNumber, BigDecimal> atLeast)
        implements Serializable {
    /** Stands for any text but none. */
    public static final String ANY_TEXT = "*";

    public EventCondition {
        if (types.isEmpty() || types.contains(EventType.OTHER)) {
            throw new IllegalArgumentException("a condition names the types of its events");
        }
        EnumSet<EventType> ordered = EnumSet.copyOf(types);
        EnumMap<EventField, List<String>> texts = new EnumMap<>(EventField.class);
        fields.forEach((field, values) -> {
            ordered.forEach(type -> checkCarried(field.isCarriedBy(type), field.written(), type));
            texts.put(field, List.copyOf(values));
        });
        EnumMap<EventNumber, BigDecimal> numbers = new EnumMap<>(EventNumber.class);
        atLeast.forEach((number, bound) -> {
            ordered.forEach(type -> checkCarried(number.isCarriedBy(type), number.written(), type));
            numbers.put(number, bound);
        });
        ordered.forEach(type -> {
            if (!interaction.types().contains(type)) {
                throw new IllegalArgumentException(
                        type.cloudEventType() + " is never the interaction '" + interaction.written() + "'");
            }
        });
        types = Collections.unmodifiableSet(ordered);
        fields = Collections.unmodifiableMap(texts);
        atLeast = Collections.unmodifiableMap(numbers);
    }

    /** Events of these types. */
    public static EventCondition of(EventType first, EventType... more) {
        return new EventCondition(EnumSet.of(first, more), InteractionType.ANYTHING, Map.of(), Map.of());
    }

    /** Events that are such an interaction. */
    public static EventCondition of(InteractionType interaction) {
        return new EventCondition(interaction.types(), interaction, Map.of(), Map.of());
    }

    /** The same events where they say one of these texts. */
    public EventCondition where(EventField field, String... texts) {
        EnumMap<EventField, List<String>> more = new EnumMap<>(EventField.class);
        more.putAll(fields);
        more.put(field, List.of(texts));
        return new EventCondition(types, interaction, more, atLeast);
    }

    private static void checkCarried(boolean carried, String name, EventType type) {
        if (!carried) {
            throw new IllegalArgumentException("'" + name + "' is no field of " + type.cloudEventType());
        }
    }
}
