package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.crmpulse.connectors.yaml.YamlException;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.engine.policy.Policy;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Policies as JSON with the same names as in YAML files, so that tables and queries read what people wrote. */
public final class PolicyCodec {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private PolicyCodec() {}

    /** One line of JSON. */
    public static String toJson(Policy policy) {
        try {
            return MAPPER.writeValueAsString(PolicyForm.write(policy));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a policy cannot be written", impossible);
        }
    }

    /** The JSON in UTF-8. */
    public static byte[] toBytes(Policy policy) {
        return toJson(policy).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The policy that was written.
     *
     * @param name what it is called where something is wrong with it, such as its place on the topic
     * @throws PolicyException naming the first thing that is wrong
     */
    public static Policy read(String name, byte[] json) {
        try {
            return PolicyForm.read(YamlNode.readJson(name, new String(json, StandardCharsets.UTF_8)));
        } catch (YamlException unusable) {
            throw new PolicyException(unusable.getMessage(), unusable);
        }
    }
}
