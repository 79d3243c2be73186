package dev.crmpulse.connectors.cloudevents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.TableType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A row published as an event, for those who listen to a topic rather than ask a table. Its {@code data} has the columns by
 * name: times in RFC 3339, durations in seconds, what is unknown left out.
 *
 * @param id unique within {@link #SOURCE}: the same statement has the same id each time
 * @param type with the prefix of the contract
 * @param sequence of two events of one subject with the same time the larger is right
 */
public record RowEvent(String tenant, String id, String type, String subject, long timeMillis, long sequence) {
    /** Who sends it. */
    public static final String SOURCE = "crm-pulse";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int TYPICAL_BYTES = 768;

    /** Kafka's key of it: what is said of one subject stays in order. */
    public String key() {
        return tenant + '/' + subject;
    }

    /** The CloudEvent. */
    public <R> byte[] json(TableType<R> table, Object[] row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("specversion", "1.0");
            json.writeStringField("id", id);
            json.writeStringField("source", SOURCE);
            json.writeStringField("type", type);
            json.writeStringField("subject", subject);
            json.writeStringField("time", Instant.ofEpochMilli(timeMillis).toString());
            json.writeStringField("tenant", tenant);
            json.writeNumberField("sequence", sequence);
            json.writeStringField("actortype", "system");
            json.writeObjectFieldStart("data");
            List<Column<R>> columns = table.columns();
            for (int i = 0; i < row.length; i++) {
                if (row[i] != null) {
                    write(json, columns.get(i), row[i]);
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Column<?> column, Object value) throws IOException {
        json.writeFieldName(column.name());
        switch (column.type()) {
            case TIME, NULLABLE_TIME ->
                json.writeString(Instant.ofEpochMilli((Long) value).toString());
            case NULLABLE_SECONDS ->
                json.writeNumber(BigDecimal.valueOf((Long) value, 3).toPlainString());
            case NULLABLE_MONEY -> json.writeString(((BigDecimal) value).toPlainString());
            case COUNT -> json.writeNumber((Integer) value);
            case LARGE_COUNT, NUMBER -> json.writeNumber((Long) value);
            case BYTES -> json.writeBinary((byte[]) value);
            case TEXT, LABEL, NULLABLE_LABEL, SKETCH, COUNTS, TEXTS -> json.writeString(value.toString());
        }
    }
}
