package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import java.util.List;
import java.util.function.Function;

/**
 * The declaration of a record: its fields by name. Reading, writing and pointing at what is wrong follow from it.
 *
 * @param what what the record is in messages, such as {@code a step}
 * @param fields in the order in which they are written
 * @param building of the record from what was written; what it refuses is reported at the record's place
 */
record Form<R>(String what, List<Field<? super R, ?>> fields, Function<YamlFields, R> building) {
    R read(YamlNode node) {
        YamlFields written = YamlFields.of(
                node, what, fields.stream().<String>map(Field::name).toList());
        try {
            return building.apply(written);
        } catch (IllegalArgumentException contradiction) {
            throw written.place().error(contradiction.getMessage());
        }
    }

    ObjectNode write(R whole) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Field<? super R, ?> field : fields) {
            field.writer().apply(whole).ifPresent(value -> json.set(field.name(), value));
        }
        return json;
    }
}
