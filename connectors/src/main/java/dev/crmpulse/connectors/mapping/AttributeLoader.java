package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.mapping.Attribute.Empty;
import dev.crmpulse.connectors.yaml.Nearest;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Kind;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads where an attribute's value comes from and what is done to it, and tries all constants out. */
final class AttributeLoader {
    private static final List<String> VALUE =
            List.of("field", "value", "strip_prefix", "replace", "map", "unlisted", "default");
    private static final List<String> TIME = concat(VALUE, "format", "zone");
    private static final List<String> DATA = concat(TIME, "as", "decimal", "empty");
    private static final String AS_TIME = "time";
    private static final List<String> NUMERIC = List.of("number", "decimal", AS_TIME);

    private final FieldLoader fields;
    private final ZoneId zone;
    private final Numbers numbers;

    /**
     * @param zone zone of times that carry no offset and name no zone of their own, or null
     * @param numbers how numbers are written that do not say it themselves
     */
    AttributeLoader(FieldLoader fields, ZoneId zone, Numbers numbers) {
        this.fields = fields;
        this.zone = zone;
        this.numbers = numbers;
    }

    /** How a part of a mapping says numbers are written; the other where it does not say. */
    static Numbers numbers(YamlFields written, Numbers otherwise) {
        String word = written.text("decimal", null);
        if (word == null) {
            return otherwise;
        }
        return switch (word) {
            case "point" -> Numbers.POINT;
            case "comma" -> Numbers.COMMA;
            default ->
                throw written.required("decimal")
                        .place()
                        .error("'decimal' may be point (1,234.50) or comma (1.234,50), not '" + word + "'");
        };
    }

    Attribute text(String name, YamlNode node) {
        return load(name, node, VALUE, Conversion.named("text", numbers));
    }

    Attribute sequence(String name, YamlNode node) {
        if (node instanceof Scalar scalar && FieldName.knownNames().contains(scalar.text())) {
            throw scalar.place().error("'" + name + "' is a text here; write ${" + scalar.text() + "}");
        }
        return load(name, node, VALUE, Conversion.sequence());
    }

    Attribute actorType(String name, YamlNode node) {
        return load(name, node, VALUE, Conversion.actorType());
    }

    Attribute millis(String name, YamlNode node) {
        return load(name, node, TIME, Conversion.millis(timeFormat(node)));
    }

    Attribute rfc3339(String name, YamlNode node) {
        return load(name, node, TIME, Conversion.rfc3339(timeFormat(node)));
    }

    Attribute data(String name, YamlNode node) {
        if (node instanceof Scalar scalar) {
            return load(name, node, DATA, ofKind(scalar.kind()));
        }
        YamlFields written = YamlFields.of(node, "'" + name + "'", DATA);
        String as = written.text("as", "text");
        if (as.equals(AS_TIME)) {
            return load(name, node, DATA, Conversion.rfc3339(timeFormat(node)));
        }
        for (String ofTimes : List.of("format", "zone")) {
            if (written.has(ofTimes)) {
                throw written.required(ofTimes).place().error("'" + ofTimes + "' is for times: add 'as: time'");
            }
        }
        if (written.has("decimal") && !NUMERIC.contains(as)) {
            throw written.required("decimal")
                    .place()
                    .error("'decimal' is for numbers: add 'as: number' or 'as: decimal'");
        }
        Conversion conversion = Conversion.named(as, numbers(written, numbers));
        if (conversion == null) {
            List<String> known = concat(Conversion.NAMES, AS_TIME);
            throw written.required("as")
                    .place()
                    .error("unknown conversion '" + as + "'; known are " + String.join(", ", known));
        }
        return load(name, node, DATA, conversion);
    }

    private Attribute load(String name, YamlNode node, List<String> known, Conversion conversion) {
        if (node instanceof Scalar) {
            Template template = fields.template(YamlFields.scalar(node, "'" + name + "'"));
            if (template.isConstant()) {
                tryOut(node, name, template.of(null), conversion);
            }
            return new Attribute(name, template, conversion);
        }
        YamlFields written = YamlFields.of(node, "'" + name + "'", known);
        Template template = template(written, name);
        Value value = translated(written, edited(written, template), name, conversion);
        if (template.isConstant()) {
            throw written.place()
                    .error("'" + name + "' is the same for all records; write it as '" + name + ": value'");
        }
        return new Attribute(name, value, conversion, empty(written, name));
    }

    private static Empty empty(YamlFields written, String name) {
        String word = written.text("empty", Empty.MISSING.written());
        if (word.equals(Empty.MISSING.written())) {
            return Empty.MISSING;
        }
        Place place = written.required("empty").place();
        if (!word.equals(Empty.CLEARS.written())) {
            throw place.error("'empty' may be missing or clears, not '" + word + "'");
        }
        if (written.has("default")) {
            throw place.error("'" + name + "' has a default where the field is empty, so that nothing is cleared: leave"
                    + " one of 'empty' and 'default' out");
        }
        return Empty.CLEARS;
    }

    private Template template(YamlFields written, String name) {
        if (written.has("field") == written.has("value")) {
            throw written.place().error("'" + name + "' needs either 'field' or 'value'");
        }
        return written.has("field")
                ? Template.field(fields.field(YamlFields.scalar(written.required("field"), "'field'")))
                : fields.template(YamlFields.scalar(written.required("value"), "'value'"));
    }

    private static Value edited(YamlFields written, Value template) {
        Value value = template;
        if (written.has("strip_prefix")) {
            value = new Value.WithoutPrefix(value, written.requiredText("strip_prefix"));
        }
        if (written.has("replace")) {
            YamlFields replace = YamlFields.of(written.required("replace"), "'replace'", List.of("pattern", "with"));
            Pattern pattern = ConditionLoader.pattern(YamlFields.scalar(replace.required("pattern"), "'pattern'"));
            value = new Value.Replaced(value, pattern, replacement(replace.required("with"), pattern));
        }
        return value;
    }

    /** May be empty, unlike other texts: what matches is then dropped. */
    private static String replacement(YamlNode node, Pattern pattern) {
        if (!(node instanceof Scalar with)) {
            throw node.place().error("'with' must be a single value");
        }
        try {
            Pattern.compile(pattern.pattern() + "|").matcher("").replaceAll(with.text());
            return with.text();
        } catch (IllegalArgumentException | IndexOutOfBoundsException invalid) {
            throw node.place().error("'" + with.text() + "' is no replacement: " + invalid.getMessage());
        }
    }

    private static Value translated(YamlFields written, Value edited, String name, Conversion conversion) {
        String otherwise = written.text("default", null);
        if (otherwise != null) {
            tryOut(written.required("default"), name, otherwise, conversion);
        }
        if (!written.has("map")) {
            if (written.has("unlisted")) {
                throw written.required("unlisted").place().error("'unlisted' is about a 'map', and there is none");
            }
            return otherwise == null ? edited : new Value.Otherwise(edited, otherwise);
        }
        Map<String, String> translations = translations(written.required("map"), name, conversion);
        if (otherwise != null && !written.has("unlisted")) {
            return new Value.TranslatedOr(edited, translations, otherwise);
        }
        Value translated = new Value.Translated(edited, translations, unlisted(written));
        return otherwise == null ? translated : new Value.Otherwise(translated, otherwise);
    }

    private static Value.Unlisted unlisted(YamlFields written) {
        String word = written.text("unlisted", "reject");
        return switch (word) {
            case "keep" -> Value.Unlisted.KEEP;
            case "reject" -> Value.Unlisted.REJECT;
            default ->
                throw written.required("unlisted")
                        .place()
                        .error("'unlisted' may be keep or reject, not '" + word + "'");
        };
    }

    private static Map<String, String> translations(YamlNode node, String name, Conversion conversion) {
        Map<String, String> translations = new LinkedHashMap<>();
        YamlFields.anyOf(node, "'map'").all().forEach((from, to) -> {
            Scalar target = YamlFields.scalar(to, "'" + from + "' of 'map'");
            tryOut(target, name, target.text(), conversion);
            translations.put(from, target.text());
        });
        if (translations.isEmpty()) {
            throw node.place().error("'map' is empty");
        }
        return Map.copyOf(translations);
    }

    private static void tryOut(YamlNode node, String name, String text, Conversion conversion) {
        try {
            conversion.of(text);
        } catch (DateTimeException | IllegalArgumentException invalid) {
            throw node.place().error("'" + name + "': " + invalid.getMessage());
        }
    }

    private TimeFormat timeFormat(YamlNode node) {
        if (node instanceof Scalar) {
            return TimeFormat.of("iso", zone, numbers);
        }
        YamlFields written = YamlFields.anyOf(node, "a time");
        ZoneId ownZone = written.has("zone") ? written.requiredZone("zone") : zone;
        String format = written.text("format", "iso");
        try {
            return TimeFormat.of(format, ownZone, numbers(written, numbers));
        } catch (IllegalArgumentException invalid) {
            String hint = Nearest.hint(format, List.of(TimeFormat.NAMES.split(", ", -1)));
            if (!hint.isEmpty()) {
                throw written.required("format").place().error("unknown time format '" + format + "'" + hint);
            }
            throw written.required("format")
                    .place()
                    .error("unusable time format '" + format + "': " + invalid.getMessage() + "; write one of "
                            + TimeFormat.NAMES + ", or a pattern such as dd/MM/yyyy HH:mm:ss");
        }
    }

    private static Conversion ofKind(Kind kind) {
        return switch (kind) {
            case NUMBER -> Conversion.named("number", Numbers.PLAIN);
            case BOOLEAN -> Conversion.named("boolean", Numbers.PLAIN);
            case TEXT, EMPTY -> Conversion.named("text", Numbers.PLAIN);
        };
    }

    private static List<String> concat(List<String> names, String... more) {
        List<String> all = new ArrayList<>(names);
        Stream.of(more).forEach(all::add);
        return List.copyOf(all);
    }
}
