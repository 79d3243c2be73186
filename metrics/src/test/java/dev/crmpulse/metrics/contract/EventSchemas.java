package dev.crmpulse.metrics.contract;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.metrics.catalogue.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Schemas of the contract, one a type, made of the payloads that the code reads. They describe what has a meaning;
 * members that no schema names are accepted, and counted in {@code crm.unread_member}.
 */
public final class EventSchemas {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String NUMBER_TEXT = "^[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$|^$";
    private static final String FLAG_TEXT = "^([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|1|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]|0|)$";
    private static final ObjectWriter WRITER = new ObjectMapper()
            .writer(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance));

    private EventSchemas() {}

    /** What an event gives as {@code dataschema} where it follows a version of the contract. */
    public static String id(int version, EventType type) {
        return "urn:crm-pulse:event:" + version + ":" + type.contractName();
    }

    /** Where the schemas of a version lie. */
    public static Path directory(int version) {
        return ProjectFiles.at("docs/schemas/" + version);
    }

    /** The texts of all schemas by file name. */
    static Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        EventExample.types().forEach(type -> texts.put(type.contractName() + ".json", text(schema(type))));
        return texts;
    }

    public static void write() throws IOException {
        Path directory = Files.createDirectories(directory(EventExample.VERSION));
        for (Map.Entry<String, String> schema : texts().entrySet()) {
            Files.writeString(directory.resolve(schema.getKey()), schema.getValue(), StandardCharsets.UTF_8);
        }
    }

    private static ObjectNode schema(EventType type) {
        ObjectNode schema = object();
        schema.put("$schema", DIALECT);
        schema.put("$id", id(EventExample.VERSION, type));
        schema.put("title", type.cloudEventType());
        schema.put("description", EventExample.of(type).about());
        schema.put("type", "object");
        schema.putArray("required")
                .add("id")
                .add("source")
                .add("type")
                .add("subject")
                .add("time")
                .add("tenant");
        ObjectNode members = schema.putObject("properties");
        members.putObject("type").put("const", type.cloudEventType());
        for (String name : new String[] {"id", "source", "subject", "tenant"}) {
            members.putObject(name).put("type", "string").put("minLength", 1);
        }
        for (String name : new String[] {"time", "recordedat", "sentat", "receivedat"}) {
            members.putObject(name).put("type", "string");
        }
        members.putObject("sequence").putArray("type").add("integer").add("string");
        members.putObject("actor").putArray("type").add("string").add("null");
        ObjectNode actorType = members.putObject("actortype");
        Arrays.stream(ActorType.values())
                .filter(actor -> actor != ActorType.UNKNOWN)
                .forEach(actor -> actorType.withArray("examples").add(actor.contractName()));
        ObjectNode data = members.putObject("data");
        data.putArray("type").add("object").add("null");
        ObjectNode properties = data.putObject("properties");
        EventExample.members(type).forEach(member -> properties.set(member.memberName(), member(member)));
        properties.set(DataMember.DUE.memberName(), member(DataMember.DUE));
        properties.set(DataMember.DIMENSIONS.memberName(), member(DataMember.DIMENSIONS));
        return schema;
    }

    private static ObjectNode member(DataMember member) {
        ObjectNode schema = object();
        schema.put("description", EventExample.meaning(member).means());
        switch (member.kind()) {
            case TEXT -> schema.putArray("type").add("string").add("integer").add("null");
            case DATE -> schema.putArray("type").add("string").add("null");
            case NUMBER -> {
                schema.putArray("type").add("number").add("string").add("null");
                schema.put("pattern", NUMBER_TEXT);
            }
            case FLAG -> {
                schema.putArray("type")
                        .add("boolean")
                        .add("integer")
                        .add("string")
                        .add("null");
                schema.put("pattern", FLAG_TEXT);
            }
            case DATES, TEXTS -> {
                schema.putArray("type").add("object").add("null");
                schema.putObject("additionalProperties")
                        .putArray("type")
                        .add("string")
                        .add("null");
                schema.putObject("propertyNames").put("minLength", 1);
            }
        }
        if (member == DataMember.DIMENSIONS) {
            schema.put("maxProperties", 8);
        }
        return schema;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String text(ObjectNode schema) {
        try {
            return WRITER.writeValueAsString(schema) + "\n";
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
