package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.contact.Contact;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EventType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Interactions of people, by the one rule that all metrics share. */
@SuppressWarnings("ImmutableEnumChecker") // the rules are method references without state
public enum InteractionType {
    /** Any event at all. */
    ANYTHING(EnumSet.complementOf(EnumSet.of(EventType.OTHER)), event -> true),
    /** A person reached out to the customer, or both talked. */
    ANSWER(EnumSet.of(EventType.ACTIVITY_LOGGED, EventType.MESSAGE_SENT), Contact::isAnswer),
    /** The customer turned to us and waits. */
    INBOUND(EnumSet.of(EventType.ACTIVITY_LOGGED, EventType.MESSAGE_RECEIVED), Contact::isInbound),
    /** Both sides spoke in a connected call. */
    CONVERSATION(EnumSet.of(EventType.ACTIVITY_LOGGED), Contact::isConversation),
    /** The customer took part. */
    TWO_WAY_CONTACT(EnumSet.of(EventType.ACTIVITY_LOGGED, EventType.MESSAGE_RECEIVED), Contact::isTwoWay);

    private final Set<EventType> types;
    private final Predicate<CrmEvent> rule;

    InteractionType(Set<EventType> types, Predicate<CrmEvent> rule) {
        this.types = types;
        this.rule = rule;
    }

    /** The name in files, such as {@code two_way_contact}. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The interactions that a condition may name. */
    public static List<InteractionType> named() {
        return Arrays.stream(values())
                .filter(interaction -> interaction != ANYTHING)
                .toList();
    }

    /** The types of events that can be such an interaction. */
    public Set<EventType> types() {
        return EnumSet.copyOf(types);
    }

    boolean matches(CrmEvent event) {
        return rule.test(event);
    }
}
