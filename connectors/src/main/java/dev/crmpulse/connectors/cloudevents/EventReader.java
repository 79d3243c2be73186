package dev.crmpulse.connectors.cloudevents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.crmpulse.engine.event.DataMember;
import java.io.IOException;

/**
 * Reads the bytes of one event into its members, in one pass. What is wrong with a single member is noted there and
 * reading goes on, so that the origin is known and broken JSON is called so.
 */
final class EventReader {
    private final JsonFactory json = JsonFactory.builder()
            // CloudEvents are UTF-8, and so are the tables that keep them
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build();
    private final EventMembers members;

    EventReader(EventMembers members) {
        this.members = members;
    }

    /**
     * Reads an event into members that were cleared.
     *
     * @throws ContractViolation where the bytes are no JSON object
     */
    void read(byte[] value) throws ContractViolation {
        refuseFillBytes(value);
        try (JsonParser in = json.createParser(value)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new ContractViolation("not json", "a JSON object is expected");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                readMember(in);
            }
            if (in.nextToken() != null) {
                throw new ContractViolation("not json", "there is more after the end of the object");
            }
        } catch (JsonProcessingException broken) {
            // the parser's own message may quote the content
            throw new ContractViolation("not json", place(broken.getLocation()));
        } catch (IOException impossible) {
            throw new ContractViolation("not json", impossible.getClass().getSimpleName());
        }
    }

    /**
     * No text of UTF-8 has this byte, and the parser fills short names up with it before it looks them up among those that it read
     * before: after an {@code id}, a name of this byte and {@code id} is one too, and what is wrong with the record depends on the others.
     */
    private static void refuseFillBytes(byte[] value) throws ContractViolation {
        for (int at = 0; at < value.length; at++) {
            if (value[at] == (byte) 0xff) {
                throw new ContractViolation("not json", "not UTF-8 at byte " + at);
            }
        }
    }

    private static String place(JsonLocation location) {
        return location == null
                ? "nested too deeply, or a name or number is too long"
                : "broken at byte " + location.getByteOffset();
    }

    private void readMember(JsonParser in) throws IOException {
        String name = in.currentName();
        in.nextToken();
        Attribute attribute = Attribute.named(name);
        if (attribute != null) {
            members.start(attribute);
            members.put(attribute, attributeText(attribute, in));
        } else if (name.equals("data")) {
            readData(in);
        } else {
            pass(in);
        }
    }

    private String attributeText(Attribute attribute, JsonParser in) throws IOException {
        return switch (JsonScalar.of(in)) {
            case NULL -> "";
            case TEXT -> in.getText();
            case WHOLE -> MemberSlots.wholeText(in);
            case NUMBER, TRUTH, NESTED -> {
                String name = attribute.attributeName();
                members.violated("bad " + name, name + " must be a text or a whole number of 64 bits");
                pass(in);
                yield "";
            }
        };
    }

    private void readData(JsonParser in) throws IOException {
        members.startData();
        if (in.currentToken() != JsonToken.START_OBJECT) {
            if (in.currentToken() != JsonToken.VALUE_NULL) {
                members.violated("bad data", "data must be an object");
            }
            pass(in);
            return;
        }
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            DataMember member = DataMember.named(name);
            boolean isNamed = member != null && member.kind().isNamed() && in.currentToken() == JsonToken.START_OBJECT;
            if (member != null && !(isNamed ? members.data.put(member, readNamed(in)) : members.data.put(member, in))) {
                members.violated("repeated member", "data." + name + " is given twice");
            }
            pass(in);
        }
    }

    /** Reads an object of texts up to its end. */
    private NamedMember readNamed(JsonParser in) throws IOException {
        NamedMember named = new NamedMember();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            JsonScalar kind = JsonScalar.of(in);
            named.put(name, kind, kind == JsonScalar.TEXT ? in.getText() : "");
            pass(in);
        }
        return named;
    }

    /** Passes over a value that nobody reads; its numbers must be readable all the same. */
    private void pass(JsonParser in) throws IOException {
        int depth = 0;
        do {
            switch (in.currentToken()) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> checkNumber(in);
                default -> {}
            }
        } while (depth > 0 && in.nextToken() != null);
    }

    private void checkNumber(JsonParser in) throws IOException {
        if (!JsonScalar.isReadableNumber(in)) {
            members.violated(
                    "bad number", MemberPath.of(in) + " is a number beyond 64 bits, or beyond the range of doubles");
        }
    }
}
