package dev.crmpulse.connectors.policy;

import dev.crmpulse.connectors.yaml.Nearest;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Items;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import dev.crmpulse.metrics.event.EventType;
import dev.crmpulse.metrics.policy.EventCondition;
import dev.crmpulse.metrics.policy.EventConditions;
import dev.crmpulse.metrics.policy.EventField;
import dev.crmpulse.metrics.policy.EventNumber;
import dev.crmpulse.metrics.policy.InteractionType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads which events are meant: a condition, or a list of which any is enough. */
final class ConditionsLoader {
    private static final List<String> TYPES = Arrays.stream(EventType.values())
            .filter(type -> type != EventType.OTHER)
            .map(EventType::cloudEventType)
            .toList();
    private static final List<String> KNOWN = Stream.of(
                    Stream.of("type", "interaction"),
                    Arrays.stream(EventField.values()).map(EventField::written),
                    Arrays.stream(EventNumber.values()).map(EventNumber::written))
            .flatMap(names -> names)
            .toList();

    private ConditionsLoader() {}

    /** The conditions of a part, none where it is not given. */
    static EventConditions optional(YamlFields written, String name) {
        return written.has(name) ? load(written.required(name), "'" + name + "'") : EventConditions.NONE;
    }

    static EventConditions required(YamlFields written, String name) {
        return load(written.required(name), "'" + name + "'");
    }

    private static EventConditions load(YamlNode node, String what) {
        List<YamlNode> nodes = node instanceof Items ? YamlFields.items(node, what) : List.of(node);
        return EventConditions.anyOf(
                nodes.stream().map(ConditionsLoader::condition).toList());
    }

    private static EventCondition condition(YamlNode node) {
        YamlFields written = YamlFields.of(node, "a condition", KNOWN);
        if (!written.has("type") && !written.has("interaction")) {
            throw written.place().error("a condition needs a 'type' of events or an 'interaction'");
        }
        InteractionType interaction = written.has("interaction")
                ? Values.oneOf(
                        written,
                        "interaction",
                        "interaction",
                        InteractionType.named().toArray(InteractionType[]::new),
                        InteractionType::written)
                : InteractionType.ANYTHING;
        Set<EventType> types = written.has("type") ? types(written.required("type")) : interaction.types();
        return Values.built(written, () -> new EventCondition(types, interaction, fields(written), numbers(written)));
    }

    private static Set<EventType> types(YamlNode node) {
        EnumSet<EventType> types = EnumSet.noneOf(EventType.class);
        for (Scalar scalar : Values.oneOrMore(node, "'type'")) {
            String full = fullName(scalar.text());
            EventType type = EventType.of(full);
            if (type == EventType.OTHER) {
                String hint = Nearest.hint(full, TYPES, EventType.PREFIX);
                throw scalar.place()
                        .error("unknown event type '" + full + "'"
                                + (hint.isEmpty() ? "; known are " + String.join(", ", TYPES) : hint));
            }
            types.add(type);
        }
        return types;
    }

    /** A type may be written without the prefix that all have. */
    private static String fullName(String type) {
        return type.startsWith(EventType.PREFIX) ? type : EventType.PREFIX + type;
    }

    private static Map<EventField, List<String>> fields(YamlFields written) {
        Map<EventField, List<String>> fields = new EnumMap<>(EventField.class);
        for (EventField field : EventField.values()) {
            if (written.has(field.written())) {
                fields.put(
                        field,
                        Values.oneOrMore(written.required(field.written()), "'" + field.written() + "'").stream()
                                .map(Scalar::text)
                                .toList());
            }
        }
        return fields;
    }

    private static Map<EventNumber, BigDecimal> numbers(YamlFields written) {
        Map<EventNumber, BigDecimal> numbers = new EnumMap<>(EventNumber.class);
        if (written.has(EventNumber.DURATION.written())) {
            long millis = Values.span(written, EventNumber.DURATION.written()).millis();
            numbers.put(EventNumber.DURATION, BigDecimal.valueOf(millis, 3).stripTrailingZeros());
        }
        if (written.has(EventNumber.SIZE.written())) {
            numbers.put(EventNumber.SIZE, Values.decimal(written, EventNumber.SIZE.written()));
        }
        return numbers;
    }
}
