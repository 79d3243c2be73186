package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmpulse.connectors.yaml.Nearest;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Items;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import dev.crmpulse.engine.policy.Span;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The kinds of values that policies are made of. */
final class Values {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static final Value<String> TEXT = new Value<>(YamlFields::requiredText, TextNode::valueOf);

    /** One text, or a list of them. */
    static final Value<List<String>> TEXTS = new Value<>(
            (written, name) -> oneOrMore(written.required(name), "'" + name + "'").stream()
                    .map(Scalar::text)
                    .toList(),
            texts -> oneOrMore(texts.stream().map(TextNode::valueOf).toList()));

    static final Value<Integer> INTEGER = new Value<>(Values::integer, IntNode::valueOf);

    /** The same where a record holds more than authors write. */
    static final Value<Long> LONG = new Value<>((written, name) -> (long) integer(written, name), LongNode::valueOf);

    /** A number, without zeros at its end, so that equal ones are equal. */
    static final Value<BigDecimal> DECIMAL = new Value<>(Values::decimal, JsonNodeFactory.instance::numberNode);

    /** A percentage from 0 to 100. */
    static final Value<BigDecimal> PERCENT = new Value<>(Values::percent, JsonNodeFactory.instance::numberNode);

    /** A length of time with its unit. */
    static final Value<Span> SPAN = new Value<>(Values::span, span -> TextNode.valueOf(span.toString()));

    static final Value<ZoneId> ZONE = new Value<>(YamlFields::requiredZone, zone -> TextNode.valueOf(zone.getId()));

    static final Value<Boolean> TRUE_OR_FALSE = new Value<>(Values::trueOrFalse, BooleanNode::valueOf);

    private Values() {}

    /**
     * One of some words.
     *
     * @param what what they are in messages
     */
    static <E> Value<E> oneOf(String what, E[] known, Function<E, String> nameOf) {
        return new Value<>(
                (written, name) -> oneOf(written, name, what, known, nameOf),
                one -> TextNode.valueOf(nameOf.apply(one)));
    }

    /** One of some words, or a list of them. */
    static <E> Value<List<E>> wordsOf(String what, E[] known, Function<E, String> nameOf) {
        return new Value<>(
                (written, name) -> oneOrMore(written.required(name), "'" + name + "'").stream()
                        .map(scalar -> oneOf(scalar, what, known, nameOf))
                        .toList(),
                list -> oneOrMore(list.stream()
                        .map(one -> TextNode.valueOf(nameOf.apply(one)))
                        .toList()));
    }

    /** A list of records, one at least. */
    static <R> Value<List<R>> listOf(Form<R> form) {
        return new Value<>(
                (written, name) ->
                        written.requiredItems(name).stream().map(form::read).toList(),
                list -> array(list, form::write));
    }

    /** One record. */
    static <R> Value<R> record(Form<R> form) {
        return new Value<>((written, name) -> form.read(written.required(name)), form::write);
    }

    /** A list of records, which may be empty. */
    static <R> Value<List<R>> anyOf(Form<R> form) {
        Value<List<R>> some = listOf(form);
        return new Value<>(
                (written, name) -> written.required(name) instanceof Items list
                                && list.items().isEmpty()
                        ? List.of()
                        : some.reader().apply(written, name),
                some.writer());
    }

    /** A value of which only some are allowed; the other ones are reported in these words, put before its text. */
    static <T> Value<T> where(Value<T> value, Predicate<T> allowed, Function<T, String> problem) {
        return new Value<>(
                (written, name) -> {
                    T read = value.reader().apply(written, name);
                    if (!allowed.test(read)) {
                        throw written.required(name).place().error(problem.apply(read));
                    }
                    return read;
                },
                value.writer());
    }

    static <T> ArrayNode array(List<T> list, Function<T, ? extends JsonNode> writer) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        list.forEach(item -> array.add(writer.apply(item)));
        return array;
    }

    /** One value by itself, more as a list. */
    static JsonNode oneOrMore(List<? extends JsonNode> values) {
        return values.size() == 1 ? values.get(0) : array(values, value -> value);
    }

    /** One value, or a list of them. */
    static List<Scalar> oneOrMore(YamlNode node, String what) {
        return node instanceof Items
                ? YamlFields.items(node, what).stream()
                        .map(item -> YamlFields.scalar(item, "an item of " + what))
                        .toList()
                : List.of(YamlFields.scalar(node, what));
    }

    private static int integer(YamlFields written, String name) {
        String text = written.requiredText(name);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw written.required(name).place().error("'" + name + "' is a whole number, not '" + text + "'");
        }
    }

    private static BigDecimal decimal(YamlFields written, String name) {
        String text = written.requiredText(name);
        try {
            return new BigDecimal(text).stripTrailingZeros();
        } catch (NumberFormatException none) {
            throw written.required(name).place().error("'" + name + "' is a number, not '" + text + "'");
        }
    }

    private static BigDecimal percent(YamlFields written, String name) {
        BigDecimal percent = decimal(written, name);
        if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
            throw written.required(name)
                    .place()
                    .error("'" + name + "' is a percentage from 0 to 100, not " + percent.toPlainString());
        }
        return percent;
    }

    private static Span span(YamlFields written, String name) {
        String text = written.requiredText(name);
        try {
            return Span.parse(text);
        } catch (IllegalArgumentException none) {
            throw written.required(name).place().error("'" + name + "': " + none.getMessage());
        }
    }

    private static boolean trueOrFalse(YamlFields written, String name) {
        return switch (written.requiredText(name)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw written.required(name).place().error("'" + name + "' is true or false");
        };
    }

    private static <E> E oneOf(YamlFields written, String name, String what, E[] known, Function<E, String> nameOf) {
        return oneOf(YamlFields.scalar(written.required(name), "'" + name + "'"), what, known, nameOf);
    }

    private static <E> E oneOf(Scalar scalar, String what, E[] known, Function<E, String> nameOf) {
        String text = scalar.text();
        return Arrays.stream(known)
                .filter(one -> nameOf.apply(one).equals(text))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = Arrays.stream(known).map(nameOf).toList();
                    String hint = Nearest.hint(text, names);
                    return scalar.place()
                            .error("unknown " + what + " '" + text + "'"
                                    + (hint.isEmpty() ? "; known are " + String.join(", ", names) : hint));
                });
    }
}
