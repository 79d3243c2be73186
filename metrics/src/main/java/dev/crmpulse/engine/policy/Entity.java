package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.event.EventType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an SLA is made for, or what goes through a funnel. */
@SuppressWarnings("ImmutableEnumChecker") // the map is filled once
public enum Entity {
    LEAD(EventType.LEAD_CREATED, EventType.LEAD_TIERED),
    DEAL,
    TICKET(EventType.TICKET_OPENED, EventType.TICKET_HANDED_OVER),
    IMPROVEMENT(EventType.IMPROVEMENT_OPENED),
    CUSTOMER,
    PROPOSAL,
    /** A question about a proposal, in whose history it is. */
    QUESTION,
    CONTRACT,
    ORDER,
    INVOICE;

    private final String written = name().toLowerCase(Locale.ROOT);
    private final Map<EventType, List<EventField>> traits = new EnumMap<>(EventType.class);

    /** @param describing the types whose events say what kind of entity it is */
    Entity(EventType... describing) {
        for (EventType type : describing) {
            traits.put(
                    type,
                    Arrays.stream(EventField.values())
                            .filter(EventField::isTrait)
                            .filter(field -> field.isCarriedBy(type))
                            .toList());
        }
    }

    /** The name in files and rows. */
    public String written() {
        return written;
    }

    /** The kind of the key whose history it is in; a deal without a lead is in its own. */
    public String keyKind() {
        return this == QUESTION ? PROPOSAL.written : written;
    }

    /** The fields of an event of the type that say what kind of entity it is. */
    List<EventField> traits(EventType type) {
        return traits.getOrDefault(type, List.of());
    }

    /** All of them, which a policy may name to say which entities it is for. */
    public List<EventField> traits() {
        return traits.values().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
    }

    /** The types whose events say a trait. */
    public List<EventType> saying(EventField trait) {
        return traits.entrySet().stream()
                .filter(said -> said.getValue().contains(trait))
                .map(Map.Entry::getKey)
                .toList();
    }
}
