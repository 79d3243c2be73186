package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmpulse.connectors.yaml.Nearest;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Items;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.policy.EventCondition;
import dev.crmpulse.engine.policy.EventConditions;
import dev.crmpulse.engine.policy.EventField;
import dev.crmpulse.engine.policy.EventNumber;
import dev.crmpulse.engine.policy.InteractionType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The declaration of which events are meant: a condition, or a list of which any is enough. */
final class ConditionForm {
    private static final List<String> TYPES = Arrays.stream(EventType.values())
            .filter(type -> type != EventType.OTHER)
            .map(EventType::cloudEventType)
            .toList();

    private static final Field<EventCondition, InteractionType> INTERACTION = Field.optional(
            "interaction",
            Values.oneOf(
                    "interaction", InteractionType.named().toArray(InteractionType[]::new), InteractionType::written),
            EventCondition::interaction,
            InteractionType.ANYTHING);

    /** Left out where they are those of the interaction. */
    private static final Field<EventCondition, Set<EventType>> TYPE = Field.optional(
            "type", new Value<>(ConditionForm::types, ConditionForm::types), ConditionForm::ownTypes, null);

    private static final Map<EventField, Field<EventCondition, List<String>>> FIELDS = each(
            EventField.class,
            field -> Field.optional(
                    field.written(),
                    Values.TEXTS,
                    condition -> condition.fields().get(field),
                    null));

    private static final Map<EventNumber, Field<EventCondition, BigDecimal>> NUMBERS = each(
            EventNumber.class,
            number -> Field.optional(
                    number.written(),
                    number == EventNumber.DURATION ? seconds() : Values.DECIMAL,
                    condition -> condition.atLeast().get(number),
                    null));

    private static final Form<EventCondition> FORM = new Form<>("a condition", fields(), ConditionForm::condition);

    static final Value<EventConditions> ANY_OF = new Value<>(
            (written, name) -> anyOf(written.required(name), "'" + name + "'"),
            conditions -> Values.array(conditions.conditions(), FORM::write));

    private ConditionForm() {}

    private static List<Field<? super EventCondition, ?>> fields() {
        List<Field<? super EventCondition, ?>> fields = new ArrayList<>(List.of(INTERACTION, TYPE));
        fields.addAll(FIELDS.values());
        fields.addAll(NUMBERS.values());
        return fields;
    }

    private static EventConditions anyOf(YamlNode node, String what) {
        List<YamlNode> nodes = node instanceof Items ? YamlFields.items(node, what) : List.of(node);
        return EventConditions.anyOf(nodes.stream().map(FORM::read).toList());
    }

    private static EventCondition condition(YamlFields written) {
        InteractionType interaction = INTERACTION.of(written);
        Set<EventType> types = TYPE.of(written);
        if (types == null && interaction == InteractionType.ANYTHING) {
            throw written.place().error("a condition needs a 'type' of events or an 'interaction'");
        }
        return new EventCondition(
                types == null ? interaction.types() : types,
                interaction,
                given(EventField.class, FIELDS, written),
                given(EventNumber.class, NUMBERS, written));
    }

    private static Set<EventType> ownTypes(EventCondition condition) {
        return condition.interaction() != InteractionType.ANYTHING
                        && condition.types().equals(condition.interaction().types())
                ? null
                : condition.types();
    }

    private static Set<EventType> types(YamlFields written, String name) {
        EnumSet<EventType> types = EnumSet.noneOf(EventType.class);
        for (Scalar scalar : Values.oneOrMore(written.required(name), "'" + name + "'")) {
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

    private static JsonNode types(Set<EventType> types) {
        return Values.oneOrMore(types.stream()
                .map(type -> TextNode.valueOf(type.cloudEventType()))
                .toList());
    }

    /** A type may be written without the prefix that all have. */
    private static String fullName(String type) {
        return type.startsWith(EventType.PREFIX) ? type : EventType.PREFIX + type;
    }

    /** A length of time, in seconds. */
    private static Value<BigDecimal> seconds() {
        return new Value<>(
                (written, name) -> BigDecimal.valueOf(
                                Values.SPAN.reader().apply(written, name).millis(), 3)
                        .stripTrailingZeros(),
                seconds -> TextNode.valueOf(seconds.toPlainString() + " s"));
    }

    private static <E extends Enum<E>, T> Map<E, Field<EventCondition, T>> each(
            Class<E> names, Function<E, Field<EventCondition, T>> field) {
        Map<E, Field<EventCondition, T>> fields = new EnumMap<>(names);
        for (E name : names.getEnumConstants()) {
            fields.put(name, field.apply(name));
        }
        return fields;
    }

    private static <E extends Enum<E>, T> Map<E, T> given(
            Class<E> names, Map<E, Field<EventCondition, T>> fields, YamlFields written) {
        Map<E, T> given = new EnumMap<>(names);
        fields.forEach((name, field) -> {
            T value = field.of(written);
            if (value != null) {
                given.put(name, value);
            }
        });
        return given;
    }
}
