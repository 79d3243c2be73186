package dev.crmpulse.connectors.policy;

import dev.crmpulse.connectors.yaml.Nearest;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Items;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import dev.crmpulse.metrics.policy.Span;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads single values of a policy. */
final class Values {
    private Values() {}

    static int integer(YamlFields written, String name) {
        String text = written.requiredText(name);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw written.required(name).place().error("'" + name + "' is a whole number, not '" + text + "'");
        }
    }

    /** A number, without zeros at its end, so that equal ones are equal. */
    static BigDecimal decimal(YamlFields written, String name) {
        String text = written.requiredText(name);
        try {
            return new BigDecimal(text).stripTrailingZeros();
        } catch (NumberFormatException none) {
            throw written.required(name).place().error("'" + name + "' is a number, not '" + text + "'");
        }
    }

    /** A length of time with its unit. */
    static Span span(YamlFields written, String name) {
        String text = written.requiredText(name);
        try {
            return Span.parse(text);
        } catch (IllegalArgumentException none) {
            throw written.required(name).place().error("'" + name + "': " + none.getMessage());
        }
    }

    static <E> E oneOf(YamlFields written, String name, String what, E[] known, Function<E, String> nameOf) {
        String text = written.requiredText(name);
        return Arrays.stream(known)
                .filter(one -> nameOf.apply(one).equals(text))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = Arrays.stream(known).map(nameOf).toList();
                    String hint = Nearest.hint(text, names);
                    return written.required(name)
                            .place()
                            .error("unknown " + what + " '" + text + "'"
                                    + (hint.isEmpty() ? "; known are " + String.join(", ", names) : hint));
                });
    }

    /** One value, or a list of them. */
    static List<Scalar> oneOrMore(YamlNode node, String what) {
        return node instanceof Items
                ? YamlFields.items(node, what).stream()
                        .map(item -> YamlFields.scalar(item, "an item of " + what))
                        .toList()
                : List.of(YamlFields.scalar(node, what));
    }

    /** What is built of a part, or what is wrong with that part as a whole. */
    static <T> T built(YamlFields written, Supplier<T> building) {
        try {
            return building.get();
        } catch (IllegalArgumentException contradiction) {
            throw written.place().error(contradiction.getMessage());
        }
    }
}
