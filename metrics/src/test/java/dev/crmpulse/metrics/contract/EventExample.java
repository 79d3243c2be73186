package dev.crmpulse.metrics.contract;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.metrics.catalogue.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A type of the contract as {@code metrics/src/main/contract} describes it: what it means, and one event of it. */
public record EventExample(String about, String subject, String actortype, JsonNode data) {
    /** Version of the contract that the code reads; changes are additive, and the one before is read as well. */
    public static final int VERSION = 2;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Map<String, EventExample> EXAMPLES = read("events.yaml", new TypeReference<>() {});
    private static final Map<String, Meaning> MEANINGS = read("members.yaml", new TypeReference<>() {});

    /** What a member of {@code data} means, and what follows where it is left out. */
    public record Meaning(String means, String missing) {
        private static final String STAYS = "the value before stays";

        @Override
        public String missing() {
            return missing == null ? STAYS : missing;
        }
    }

    /** The types of the contract, in its order. */
    public static List<EventType> types() {
        return Arrays.stream(EventType.values())
                .filter(type -> type != EventType.OTHER)
                .toList();
    }

    /** The names that the file of examples has. */
    static Set<String> described() {
        return EXAMPLES.keySet();
    }

    /** The names that the file of members has. */
    static Set<String> describedMembers() {
        return MEANINGS.keySet();
    }

    static EventExample of(EventType type) {
        return EXAMPLES.get(type.contractName());
    }

    static Meaning meaning(DataMember member) {
        return MEANINGS.get(member.memberName());
    }

    /** What an event of the type may say: its payload, and what its example has beside. */
    static Set<DataMember> members(EventType type) {
        Set<DataMember> members = new TreeSet<>(type.payloadMembers());
        of(type).data().fieldNames().forEachRemaining(name -> members.add(DataMember.named(name)));
        return members;
    }

    /** The example as one event in JSON. */
    public static ObjectNode event(EventType type) {
        EventExample example = of(type);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("id", type.contractName() + "-1");
        event.put("source", "crm");
        event.put("type", type.cloudEventType());
        event.put("dataschema", EventSchemas.id(VERSION, type));
        event.put("subject", example.subject());
        event.put("time", "2026-03-01T09:00:00Z");
        event.put("tenant", "acme");
        event.put("actor", "system".equals(example.actortype()) ? "" : example.actortype() + "-1");
        event.put("actortype", example.actortype());
        event.set("data", example.data());
        return event;
    }

    private static <T> Map<String, T> read(String file, TypeReference<Map<String, T>> type) {
        try {
            return YAML.readValue(
                    ProjectFiles.at("metrics/src/main/contract/" + file).toFile(), type);
        } catch (IOException broken) {
            throw new UncheckedIOException(file + " does not describe the contract", broken);
        }
    }
}
