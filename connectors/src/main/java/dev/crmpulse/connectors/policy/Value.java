package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmpulse.connectors.yaml.YamlFields;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How a value stands under a name: what reads it points at its place where something is wrong with it, and what writes it uses
 * words that are read back.
 *
 * @param reader of the part of that name, which is given
 */
record Value<T>(BiFunction<YamlFields, String, T> reader, Function<T, JsonNode> writer) {}
