package dev.crmpulse.verify.reference;

import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.NameKey;
import dev.crmpulse.engine.policy.EntityFilter;
import dev.crmpulse.engine.policy.EventField;
import java.util.List;

/** Whether a policy is made for an entity, by what its events up to one of them say of it: looked up backwards. */
final class Traits {
    private Traits() {}

    static boolean match(EntityFilter filter, Subject entity, int upTo) {
        return filter.traits().entrySet().stream()
                        .allMatch(trait -> isAny(trait(entity, trait.getKey(), upTo), trait.getValue()))
                && filter.dimensions().entrySet().stream()
                        .allMatch(
                                dimension -> isAny(dimension(entity, dimension.getKey(), upTo), dimension.getValue()));
    }

    /** The last text that an event which describes the entity gives. */
    private static String trait(Subject entity, EventField trait, int upTo) {
        List<EventType> saying = entity.kind().saying(trait);
        for (int i = upTo; i >= 0; i--) {
            PastEvent event = entity.history().event(i);
            boolean says = entity.concernedBy(i) && saying.stream().anyMatch(type -> event.is(type.contractName()));
            String text = says ? Conditions.text(trait, event) : "";
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** The last text that an event gives a dimension, empty where it was cleared since. */
    private static String dimension(Subject entity, String name, int upTo) {
        String member = "dimensions." + name;
        for (int i = upTo; i >= 0; i--) {
            PastEvent event = entity.history().event(i);
            if (entity.concernedBy(i) && (event.clears(member) || event.clears("dimensions"))) {
                return "";
            }
            if (entity.concernedBy(i) && !event.member(member).isEmpty()) {
                return event.member(member);
            }
        }
        return "";
    }

    private static boolean isAny(String text, List<String> wanted) {
        String key = NameKey.of(text);
        return !key.isEmpty()
                && (wanted.contains("*") || wanted.stream().map(NameKey::of).anyMatch(key::equals));
    }
}
