package dev.crmpulse.connectors.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Payload;
import dev.crmpulse.metrics.contract.EventExample;
import dev.crmpulse.metrics.contract.EventSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas of the contract against stored events of this version and of the one before, and against what the parser takes. */
class EventSchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BEFORE = EventExample.VERSION - 1;
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final CloudEventParser PARSER = new CloudEventParser(IntakeRules.replay());

    static Stream<ObjectNode> samples() {
        return EventExample.types().stream().map(EventExample::event);
    }

    static Stream<ObjectNode> samplesOfTheVersionBefore() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/samples/" + BEFORE + ".jsonl")).stream()
                .map(EventSchemasTest::object);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anEventOfThisVersionFitsItsSchemaAndIsTaken(ObjectNode event) throws IOException {
        assertThat(errors(EventExample.VERSION, event)).isEmpty();
        assertThatAllIsRead(event);
    }

    @ParameterizedTest
    @MethodSource("samplesOfTheVersionBefore")
    void anEventOfTheVersionBeforeFitsBothSchemasAndIsTaken(ObjectNode event) throws IOException {
        assertThat(errors(BEFORE, event)).isEmpty();
        assertThat(errors(EventExample.VERSION, event)).isEmpty();
        assertThatAllIsRead(event);
    }

    @Test
    void aVersionOnlyAdds() throws IOException {
        try (Stream<Path> before = Files.list(EventSchemas.directory(BEFORE))) {
            for (Path file : before.toList()) {
                JsonNode data = data(file);
                JsonNode now = data(EventSchemas.directory(EventExample.VERSION)
                        .resolve(file.getFileName().toString()));
                data.fieldNames()
                        .forEachRemaining(member -> assertThat(now.path(member).path("type"))
                                .as("%s of %s", member, file.getFileName())
                                .isEqualTo(data.path(member).path("type")));
            }
        }
    }

    @Test
    void whatTheParserRefusesFitsNoSchema() throws IOException {
        for (String broken : List.of(
                "{\"owner\":[\"rep-1\"]}",
                "{\"channel\":1.5}",
                "{\"cost\":{\"value\":1}}",
                "{\"dimensions\":{\"country\":7}}",
                "{\"due\":\"2026-03-05\"}")) {
            ObjectNode event = EventExample.event(EventType.LEAD_CREATED);
            event.set("data", object(broken));

            assertThat(errors(EventExample.VERSION, event)).as(broken).isNotEmpty();
            TestJson.letter(TestJson.parse(PARSER, event.toString()));
        }
    }

    /** Each member of the payload makes a difference: the event without it is read as another one. */
    private static void assertThatAllIsRead(ObjectNode event) {
        EventType type = EventType.of(event.path("type").asText());
        Payload whole = payload(event);
        event.path("data").fieldNames().forEachRemaining(member -> {
            if (type.payloadMembers().contains(DataMember.named(member))) {
                ObjectNode less = event.deepCopy();
                ((ObjectNode) less.path("data")).remove(member);
                assertThat(payload(less)).as("without %s", member).isNotEqualTo(whole);
            }
        });
    }

    private static Payload payload(ObjectNode event) {
        return TestJson.event(TestJson.parse(PARSER, event.toString())).event().payload();
    }

    private static List<?> errors(int version, ObjectNode event) throws IOException {
        String name = event.path("type").asText().substring(EventType.PREFIX.length());
        Path file = EventSchemas.directory(version).resolve(name + ".json");
        return SCHEMAS.getSchema(Files.readString(file), InputFormat.JSON).validate(event.toString(), InputFormat.JSON);
    }

    private static JsonNode data(Path schema) throws IOException {
        return JSON.readTree(schema.toFile()).path("properties").path("data").path("properties");
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
