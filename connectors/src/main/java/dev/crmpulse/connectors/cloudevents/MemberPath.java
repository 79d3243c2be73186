package dev.crmpulse.connectors.cloudevents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import dev.crmpulse.engine.event.DataMember;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Names members of an event for messages. Names that are not of the contract may be personal, and are left out. */
final class MemberPath {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String DATA = "data";
    private static final String OTHER = "a member that is not of the contract";

    private MemberPath() {}

    /** The member that a reader is at or in, such as {@code id} or {@code data.owner}. */
    static String of(JsonParser in) {
        String member = null;
        String attribute = null;
        for (JsonStreamContext level = in.getParsingContext(); !level.inRoot(); level = level.getParent()) {
            member = attribute;
            attribute = level.getCurrentName();
        }
        if (!DATA.equals(attribute)) {
            return attribute == null || Attribute.named(attribute) == null ? OTHER : attribute;
        }
        return member == null || DataMember.named(member) == null ? DATA + ": " + OTHER : DATA + '.' + member;
    }

    /** The member that a byte of an event belongs to. */
    static String at(byte[] json, int offset) {
        try (JsonParser in = JSON.createParser(json)) {
            while (in.nextToken() != null) {
                in.finishToken();
                if (in.currentLocation().getByteOffset() > offset) {
                    return of(in);
                }
            }
            return OTHER;
        } catch (IOException wasReadBefore) {
            throw new UncheckedIOException(wasReadBefore);
        }
    }
}
