package dev.crmpulse.connectors.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.crmpulse.engine.event.DataMember;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A CloudEvent as JSON, member by member, so that a test may leave one out or write it in another way. Values are raw
 * JSON.
 */
record TestJson(Map<String, String> members) {
    static final Instant ARRIVAL = Instant.parse("2026-03-01T10:00:05Z");

    static final RecordPosition POSITION = new RecordPosition("crm.events", 2, 17);

    /** A lead that came in at 10:00:00, five seconds before it arrived. */
    static TestJson valid() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("specversion", "\"1.0\"");
        members.put("id", "\"e-1\"");
        members.put("source", "\"crm\"");
        members.put("type", "\"crm.lead.created\"");
        members.put("subject", "\"lead/L-17\"");
        members.put("tenant", "\"acme\"");
        members.put("time", "\"2026-03-01T10:00:00Z\"");
        return new TestJson(members);
    }

    TestJson with(String name, String rawJson) {
        Map<String, String> more = new LinkedHashMap<>(members);
        more.put(name, rawJson);
        return new TestJson(more);
    }

    TestJson withText(String name, String text) {
        return with(name, '"' + text + '"');
    }

    TestJson without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(members);
        fewer.remove(name);
        return new TestJson(fewer);
    }

    String text() {
        return members.entrySet().stream()
                .map(member -> '"' + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** What a parser that follows the rules of a replay makes of it. */
    ParsedRecord parsed() {
        return parsedBy(IntakeRules.replay());
    }

    ParsedRecord parsedBy(IntakeRules rules) {
        return parse(new CloudEventParser(rules), text());
    }

    ParsedEvent parsedEvent() {
        return event(parsed());
    }

    DeadLetter letter() {
        return letter(parsed());
    }

    static ParsedRecord parse(CloudEventParser parser, String json) {
        return parser.parse(json.getBytes(StandardCharsets.UTF_8), ARRIVAL.toEpochMilli(), POSITION);
    }

    /** The members of an object, as the parser keeps them. */
    static MemberSlots slots(String data) {
        try (JsonParser in = new JsonFactory().createParser(data)) {
            MemberSlots slots = new MemberSlots();
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                DataMember member = DataMember.named(in.currentName());
                in.nextToken();
                slots.put(member, in);
                in.skipChildren();
            }
            return slots;
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    static ParsedEvent event(ParsedRecord record) {
        assertThat(record).isInstanceOf(ParsedEvent.class);
        return (ParsedEvent) record;
    }

    static DeadLetter letter(ParsedRecord record) {
        assertThat(record).isInstanceOf(DeadLetter.class);
        return (DeadLetter) record;
    }
}
