package dev.crmpulse.connectors.yaml;

import dev.crmpulse.connectors.yaml.YamlNode.Fields;
import dev.crmpulse.connectors.yaml.YamlNode.Items;
import dev.crmpulse.connectors.yaml.YamlNode.Kind;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The named parts of one place of a file, of which only known names are let in. */
public final class YamlFields {
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
    public static YamlFields of(YamlNode node, String what, List<String> known) {
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
    public static YamlFields anyOf(YamlNode node, String what) {
        if (node instanceof Fields named) {
            return new YamlFields(what, named.place(), named.fields());
        }
        throw node.place().error(what + " must be written as 'name: value' lines, not as " + describe(node));
    }

    public Place place() {
        return place;
    }

    public Map<String, YamlNode> all() {
        return fields;
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A part, or null where it is not given. */
    public YamlNode optional(String name) {
        return fields.get(name);
    }

    public YamlNode required(String name) {
        YamlNode node = fields.get(name);
        if (node == null) {
            throw place.error(what + " needs '" + name + "'");
        }
        return node;
    }

    public String requiredText(String name) {
        return scalar(required(name), "'" + name + "'").text();
    }

    /** The text of a part, or the other one where it is not given. */
    public String text(String name, String otherwise) {
        return has(name) ? requiredText(name) : otherwise;
    }

    /** The zone that a part names, one that Java and ClickHouse both know. */
    public ZoneId requiredZone(String name) {
        String zone = requiredText(name);
        if (!ZoneNames.isKnown(zone)) {
            throw required(name).place().error("unknown zone '" + zone + "'" + ZoneNames.hint(zone));
        }
        return ZoneId.of(zone);
    }

    public List<YamlNode> requiredItems(String name) {
        return items(required(name), "'" + name + "'");
    }

    public static List<YamlNode> items(YamlNode node, String what) {
        if (!(node instanceof Items list)) {
            throw node.place().error(what + " must be a list, not " + describe(node));
        }
        if (list.items().isEmpty()) {
            throw node.place().error(what + " is an empty list");
        }
        return list.items();
    }

    public static Scalar scalar(YamlNode node, String what) {
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
