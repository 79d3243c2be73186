package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.mapping.YamlNode.Fields;
import dev.crmpulse.connectors.mapping.YamlNode.Items;
import dev.crmpulse.connectors.mapping.YamlNode.Kind;
import dev.crmpulse.connectors.mapping.YamlNode.Place;
import dev.crmpulse.connectors.mapping.YamlNode.Scalar;
import java.util.List;
import java.util.Map;

/** The named parts of one place of a mapping, of which only known names are let in. */
final class YamlFields {
    private final String what;
    private final Place place;
    private final Map<String, YamlNode> fields;

    private YamlFields(String what, Place place, Map<String, YamlNode> fields) {
        this.what = what;
        this.place = place;
        this.fields = fields;
    }

    /**
     * Takes a node for named parts.
     *
     * @param what what the node describes, such as {@code a rule}
     */
    static YamlFields of(YamlNode node, String what, List<String> known) {
        YamlFields fields = anyOf(node, what);
        ((Fields) node).names().forEach((name, written) -> {
            if (!known.contains(name)) {
                String hint = Nearest.hint(name, known);
                throw written.error("unknown field '" + name + "' in " + what
                        + (hint.isEmpty() ? "; known are " + String.join(", ", known) : hint));
            }
        });
        return fields;
    }

    /** Takes a node for parts with names of the author's choice. */
    static YamlFields anyOf(YamlNode node, String what) {
        if (node instanceof Fields named) {
            return new YamlFields(what, named.place(), named.fields());
        }
        throw node.place().error(what + " must be written as 'name: value' lines, not as " + describe(node));
    }

    Place place() {
        return place;
    }

    Map<String, YamlNode> all() {
        return fields;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A part, or null where it is not given. */
    YamlNode optional(String name) {
        return fields.get(name);
    }

    YamlNode required(String name) {
        YamlNode node = fields.get(name);
        if (node == null) {
            throw place.error(what + " needs '" + name + "'");
        }
        return node;
    }

    String requiredText(String name) {
        return scalar(required(name), "'" + name + "'").text();
    }

    /** The text of a part, or the other one where it is not given. */
    String text(String name, String otherwise) {
        return has(name) ? requiredText(name) : otherwise;
    }

    List<YamlNode> requiredItems(String name) {
        return items(required(name), "'" + name + "'");
    }

    static List<YamlNode> items(YamlNode node, String what) {
        if (!(node instanceof Items list)) {
            throw node.place().error(what + " must be a list, not " + describe(node));
        }
        if (list.items().isEmpty()) {
            throw node.place().error(what + " is an empty list");
        }
        return list.items();
    }

    static Scalar scalar(YamlNode node, String what) {
        if (!(node instanceof Scalar scalar)) {
            throw node.place().error(what + " must be a single value, not " + describe(node));
        }
        if (scalar.kind() == Kind.EMPTY || scalar.text().isBlank()) {
            throw node.place().error(what + " has no value");
        }
        return scalar;
    }

    private static String describe(YamlNode node) {
        if (node instanceof Scalar scalar) {
            return scalar.kind() == Kind.EMPTY ? "nothing" : "the single value '" + scalar.text() + "'";
        }
        return node instanceof Items ? "a list" : "named fields";
    }
}
