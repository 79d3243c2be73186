package dev.crmpulse.simulator.crm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/**
 * Writes events as structured CloudEvents. There is no {@code sentat}: it would have the simulated times corrected by
 * the clock of whoever publishes them.
 */
final class EventWriter {
    /** The source of all events of a tenant, before its name. */
    static final String SOURCE = "/simulated-crm/";

    private final JsonFactory json = new JsonFactory();

    /** The event as it should be. */
    byte[] write(EventDraft event, long recordedAtMillis) {
        return write(event, text(event.timeMillis()), recordedAtMillis);
    }

    /**
     * The event with a time as given.
     *
     * @param time left out where empty
     */
    byte[] write(EventDraft event, String time, long recordedAtMillis) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(512);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("specversion", "1.0");
            out.writeStringField("id", event.id());
            out.writeStringField("source", SOURCE + event.tenant());
            out.writeStringField("type", event.fullType());
            out.writeStringField("subject", event.subject());
            if (!time.isEmpty()) {
                out.writeStringField("time", time);
            }
            out.writeStringField("tenant", event.tenant());
            out.writeNumberField("sequence", event.sequence());
            out.writeStringField("recordedat", text(recordedAtMillis));
            if (!event.actor().isEmpty()) {
                out.writeStringField("actor", event.actor());
            }
            out.writeStringField("actortype", event.actorType().contractName());
            out.writeObjectFieldStart("data");
            for (EventDraft.Member member : event.data()) {
                write(out, member);
            }
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, EventDraft.Member member) throws IOException {
        if (member.value() instanceof Boolean truth) {
            out.writeBooleanField(member.name(), truth);
        } else if (member.value() instanceof Integer number) {
            out.writeNumberField(member.name(), number);
        } else if (member.value() instanceof Map<?, ?> texts) {
            out.writeObjectFieldStart(member.name());
            for (Map.Entry<?, ?> text : texts.entrySet()) {
                out.writeStringField((String) text.getKey(), (String) text.getValue());
            }
            out.writeEndObject();
        } else {
            out.writeStringField(member.name(), (String) member.value());
        }
    }

    static String text(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
