package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import dev.crmpulse.engine.policy.EntityFilter;
import dev.crmpulse.engine.policy.EventField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The declaration of which entities a policy is made for: {@code for: {kind: complaint, dimensions: {country: [FR, DE]}}}. */
final class EntityFilterForm {
    private static final String DIMENSIONS = "dimensions";

    private static final Map<EventField, Field<EntityFilter, List<String>>> TRAITS = traits();

    private static final Field<EntityFilter, Map<String, List<String>>> BY_DIMENSION = Field.optional(
            DIMENSIONS,
            new Value<>(EntityFilterForm::dimensions, EntityFilterForm::dimensions),
            EntityFilter::dimensions,
            Map.of());

    private static final Form<EntityFilter> FORM = new Form<>("'for'", fields(), EntityFilterForm::filter);

    static final Value<EntityFilter> VALUE =
            new Value<>((written, name) -> FORM.read(written.required(name)), FORM::write);

    private EntityFilterForm() {}

    private static Map<EventField, Field<EntityFilter, List<String>>> traits() {
        Map<EventField, Field<EntityFilter, List<String>>> traits = new EnumMap<>(EventField.class);
        Arrays.stream(EventField.values())
                .filter(EventField::isTrait)
                .forEach(trait -> traits.put(
                        trait,
                        Field.optional(
                                trait.written(),
                                Values.TEXTS,
                                filter -> filter.traits().get(trait),
                                null)));
        return traits;
    }

    private static List<Field<? super EntityFilter, ?>> fields() {
        List<Field<? super EntityFilter, ?>> fields = new ArrayList<>(TRAITS.values());
        fields.add(BY_DIMENSION);
        return fields;
    }

    private static EntityFilter filter(YamlFields written) {
        Map<EventField, List<String>> traits = new EnumMap<>(EventField.class);
        TRAITS.forEach((trait, field) -> {
            List<String> texts = field.of(written);
            if (texts != null) {
                traits.put(trait, texts);
            }
        });
        EntityFilter filter = new EntityFilter(traits, BY_DIMENSION.of(written));
        if (filter.equals(EntityFilter.ALL)) {
            throw written.place().error("'for' names nothing; leave it out where the policy is for all");
        }
        return filter;
    }

    private static Map<String, List<String>> dimensions(YamlFields written, String name) {
        YamlFields named = YamlFields.anyOf(written.required(name), "'" + name + "'");
        Map<String, List<String>> dimensions = new TreeMap<>();
        named.all()
                .forEach((dimension, texts) -> dimensions.put(
                        dimension,
                        Values.oneOrMore(texts, "'" + dimension + "'").stream()
                                .map(Scalar::text)
                                .toList()));
        return dimensions;
    }

    private static ObjectNode dimensions(Map<String, List<String>> dimensions) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        dimensions.forEach((name, texts) -> json.set(
                name, Values.oneOrMore(texts.stream().map(TextNode::valueOf).toList())));
        return json;
    }
}
