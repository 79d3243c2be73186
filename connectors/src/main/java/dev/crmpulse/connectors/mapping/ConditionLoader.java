package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads conditions: a field with one test, or {@code all}, {@code any}, {@code not} of other conditions. */
final class ConditionLoader {
    private static final List<String> TESTS = List.of("equals", "in", "matches", "is");
    private static final List<String> COMBINATIONS = List.of("all", "any", "not");
    private static final List<String> KNOWN = List.of("field", "equals", "in", "matches", "is", "all", "any", "not");

    private final FieldLoader fields;

    ConditionLoader(FieldLoader fields) {
        this.fields = fields;
    }

    Condition load(YamlNode node) {
        YamlFields condition = YamlFields.of(node, "a condition", KNOWN);
        if (condition.has("field")) {
            return test(condition);
        }
        if (condition.all().size() != 1 || !COMBINATIONS.contains(onlyName(condition))) {
            throw condition
                    .place()
                    .error("a condition is a 'field' with one of " + String.join(", ", TESTS)
                            + ", or one of all, any, not");
        }
        return switch (onlyName(condition)) {
            case "all" -> new Condition.All(loadAll(condition, "all"));
            case "any" -> new Condition.Any(loadAll(condition, "any"));
            default -> new Condition.Not(load(condition.required("not")));
        };
    }

    private Condition test(YamlFields condition) {
        FieldName field = fields.field(YamlFields.scalar(condition.required("field"), "'field'"));
        List<String> tests = condition.all().keySet().stream()
                .filter(name -> !name.equals("field"))
                .toList();
        if (tests.size() != 1 || !TESTS.contains(tests.get(0))) {
            throw condition.place().error("a condition on a field needs exactly one of " + String.join(", ", TESTS));
        }
        String test = tests.get(0);
        YamlNode node = condition.required(test);
        return switch (test) {
            case "equals" -> new Condition.In(field, Set.of(constant(node, "'equals'")));
            case "in" -> new Condition.In(field, constants(node));
            case "matches" -> new Condition.Matches(field, pattern(YamlFields.scalar(node, "'matches'")));
            default -> presence(field, YamlFields.scalar(node, "'is'"));
        };
    }

    private static Condition presence(FieldName field, Scalar word) {
        return switch (word.text()) {
            case "present" -> new Condition.Present(field);
            case "absent" -> new Condition.Not(new Condition.Present(field));
            default -> throw word.place().error("'is' may be present or absent, not '" + word.text() + "'");
        };
    }

    private List<Condition> loadAll(YamlFields condition, String name) {
        return condition.requiredItems(name).stream().map(this::load).toList();
    }

    private static Set<String> constants(YamlNode node) {
        Set<String> values = new LinkedHashSet<>();
        for (YamlNode item : YamlFields.items(node, "'in'")) {
            values.add(constant(item, "a value of 'in'"));
        }
        return Set.copyOf(values);
    }

    private static String constant(YamlNode node, String what) {
        if (node instanceof Scalar scalar && scalar.text().isBlank()) {
            throw node.place().error(what + " is empty and would never match; write 'is: absent'");
        }
        Scalar scalar = YamlFields.scalar(node, what);
        if (scalar.text().contains(FieldLoader.OPEN)) {
            throw node.place().error(what + " compares with a constant and would never match '" + scalar.text() + "'");
        }
        return scalar.text();
    }

    static Pattern pattern(Scalar scalar) {
        Place place = scalar.place();
        try {
            return Pattern.compile(scalar.text());
        } catch (PatternSyntaxException invalid) {
            throw place.error("'" + scalar.text() + "' is no regular expression: " + invalid.getDescription());
        }
    }

    private static String onlyName(YamlFields condition) {
        return condition.all().keySet().iterator().next();
    }
}
