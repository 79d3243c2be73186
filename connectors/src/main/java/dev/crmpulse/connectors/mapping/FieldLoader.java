package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.mapping.Template.Part;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;

/** Reads names of fields and texts with {@code ${field}} in them, and remembers every field that was named. */
final class FieldLoader {
    static final String OPEN = "${";
    private static final String CLOSE = "}";

    private final CaseKnowledge cases;
    private final List<FieldName> named = new ArrayList<>();

    /** Whether rows of the file can be numbered within a case. */
    enum CaseKnowledge {
        KNOWN,
        UNKNOWN
    }

    FieldLoader(CaseKnowledge cases) {
        this.cases = cases;
    }

    /** Every field named so far. */
    List<FieldName> named() {
        return List.copyOf(named);
    }

    FieldName field(Scalar scalar) {
        return field(scalar.place(), scalar.text());
    }

    Template template(Scalar scalar) {
        List<Part> parts = new ArrayList<>();
        String text = scalar.text();
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            int close = text.indexOf(CLOSE, open);
            if (close < 0) {
                throw scalar.place().error("'" + text + "' has a '${' without its '}'");
            }
            if (open > from) {
                parts.add(new Template.Constant(text.substring(from, open)));
            }
            parts.add(new Template.Field(field(scalar.place(), text.substring(open + OPEN.length(), close))));
            from = close + CLOSE.length();
        }
        if (from < text.length()) {
            parts.add(new Template.Constant(text.substring(from)));
        }
        return new Template(List.copyOf(parts));
    }

    private FieldName field(Place place, String text) {
        if (text.isBlank()) {
            throw place.error("a field without a name");
        }
        if (text.contains(OPEN)) {
            throw place.error("'" + text + "' is a text, where the name of a field alone is wanted, without ${}");
        }
        FieldName field = FieldName.of(place, text);
        if (field.known() == FieldName.Known.ROW_IN_CASE && cases == CaseKnowledge.UNKNOWN) {
            throw place.error("'row in case' needs to know the case: add 'case', the name of its column, to the file");
        }
        named.add(field);
        return field;
    }
}
