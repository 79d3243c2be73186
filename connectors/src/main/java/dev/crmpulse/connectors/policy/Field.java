package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmpulse.connectors.yaml.YamlFields;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A named field of a record, as files and JSON have it.
 *
 * @param <R> the record
 * @param reader of its value, whether it is given or not
 * @param writer of its value; empty where it is left out
 */
record Field<R, T>(String name, Function<YamlFields, T> reader, Function<R, Optional<JsonNode>> writer) {
    /** A field that is always given. */
    static <R, T> Field<R, T> required(String name, Value<T> value, Function<R, T> of) {
        return new Field<>(
                name,
                written -> value.reader().apply(written, name),
                whole -> Optional.of(value.writer().apply(of.apply(whole))));
    }

    /**
     * A field that may be left out.
     *
     * @param otherwise its value then, null included; never written
     */
    static <R, T> Field<R, T> optional(String name, Value<T> value, Function<R, T> of, T otherwise) {
        return new Field<>(
                name, written -> written.has(name) ? value.reader().apply(written, name) : otherwise, whole -> {
                    T current = of.apply(whole);
                    return Objects.equals(current, otherwise)
                            ? Optional.empty()
                            : Optional.of(value.writer().apply(current));
                });
    }

    /** A field that may be left out by an author, and is written always; null is read for it where it is left out. */
    static <R, T> Field<R, T> defaulted(String name, Value<T> value, Function<R, T> of) {
        return optional(name, value, of, null);
    }

    T of(YamlFields written) {
        return reader.apply(written);
    }

    /** The value, or the other one where the field is left out. */
    T of(YamlFields written, T otherwise) {
        T value = of(written);
        return value == null ? otherwise : value;
    }
}
