package dev.crmpulse.connectors.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.files.SourceRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Makes one event of each row that its condition holds for.
 *
 * @param type with its prefix, {@code crm.lead.created}
 * @param idSuffix the rule's number, so that events of one row have ids of their own which sort in the order of rules
 * @param optional attributes of the envelope that are left out where the row has none
 */
record EventRule(
        String idSuffix,
        String type,
        Condition when,
        String tenant,
        String source,
        Attribute id,
        Attribute subject,
        Attribute time,
        Attribute sequence,
        Attribute actorType,
        List<Attribute> optional,
        List<Attribute> data) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int TYPICAL_BYTES = 512;
    private static final int MOST_BYTES = IntakeRules.replay().maxBytes();

    boolean appliesTo(SourceRow row) {
        return when.holds(row);
    }

    /**
     * The event of a row.
     *
     * @throws UnfitRow when the row lacks something the event needs
     */
    MappedEvent event(SourceRow row) {
        try {
            String eventSubject = (String) subject.required(row);
            long timeMillis = (Long) time.required(row);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                write(row, eventSubject, timeMillis, json);
            }
            if (bytes.size() > MOST_BYTES) {
                throw new UnfitRow("oversized", "an event of " + bytes.size() + " bytes, the limit is " + MOST_BYTES);
            }
            return new MappedEvent(tenant + '/' + eventSubject, timeMillis, bytes.toByteArray());
        } catch (UnfitRow unfit) {
            throw new UnfitRow(unfit.reason(), "rule " + idSuffix + " (" + type + "): " + unfit.getMessage());
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private void write(SourceRow row, String eventSubject, long timeMillis, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("specversion", "1.0");
        json.writeStringField("id", id.required(row) + "-" + idSuffix);
        json.writeStringField("source", source);
        json.writeStringField("type", type);
        json.writeStringField("subject", eventSubject);
        json.writeStringField("time", TimeFormat.rfc3339(timeMillis));
        json.writeStringField("tenant", tenant);
        write(json, sequence.name(), sequence.required(row));
        write(json, actorType.name(), actorType.required(row));
        writePresent(row, optional, json);
        json.writeObjectFieldStart("data");
        writePresent(row, data, json);
        json.writeStringField("origin_file", row.file());
        json.writeNumberField("origin_row", row.record());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writePresent(SourceRow row, List<Attribute> attributes, JsonGenerator json) throws IOException {
        for (Attribute attribute : attributes) {
            Object value = attribute.optional(row);
            if (value != null) {
                write(json, attribute.name(), value);
            } else if (attribute.clears(row)) {
                json.writeNullField(attribute.name());
            }
        }
    }

    private static void write(JsonGenerator json, String name, Object value) throws IOException {
        if (value instanceof Long whole) {
            json.writeNumberField(name, whole);
        } else if (value instanceof BigDecimal number) {
            json.writeFieldName(name);
            json.writeNumber(number.toPlainString());
        } else if (value instanceof Boolean truth) {
            json.writeBooleanField(name, truth);
        } else {
            json.writeStringField(name, (String) value);
        }
    }
}
