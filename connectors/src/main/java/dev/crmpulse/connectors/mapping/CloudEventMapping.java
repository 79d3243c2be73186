package dev.crmpulse.connectors.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.crmpulse.connectors.cloudevents.ClockTick;
import dev.crmpulse.connectors.files.BrokenRow;
import dev.crmpulse.connectors.files.FileFormat;
import dev.crmpulse.connectors.files.FileKind;
import dev.crmpulse.connectors.files.InputFileException;
import dev.crmpulse.connectors.files.RecordReader;
import dev.crmpulse.connectors.files.RecordReaders;
import dev.crmpulse.connectors.files.SourceRecord;
import dev.crmpulse.engine.event.Rfc3339;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Passes events on as they are; what is broken in them is for the reader of the topic to evaluate. */
final class CloudEventMapping implements Mapping {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    @Override
    public FileMapping forFile(Path file) throws InputFileException {
        FileKind kind = FileKind.of(file);
        if (kind == null) {
            throw new InputFileException(file, "unknown kind of file", "known are " + FileKind.ENDINGS);
        }
        if (kind != FileKind.JSON_LINES) {
            throw new InputFileException(
                    file, "needs a mapping, which says what its fields mean", "name one with --mapping");
        }
        return new Lines(file);
    }

    private record Lines(Path file) implements FileMapping {
        @Override
        public FileFormat format() {
            return new FileFormat.Lines();
        }

        @Override
        public RecordReader open() throws InputFileException {
            return RecordReaders.open(file, format());
        }

        @Override
        public MappedRow map(SourceRecord record) {
            if (record instanceof BrokenRow broken) {
                return MappedRow.Reject.of(broken, broken.reason(), broken.detail());
            }
            MappedEvent event = peek(record.bytes());
            return event == null
                    ? MappedRow.Reject.of(
                            record, "clock tick", "events of type " + ClockTick.TYPE + " come from crm-pulse alone")
                    : new MappedRow.Mapped(List.of(event));
        }
    }

    /** The event of a line; null for a tick, wherever in the line its type stands and however often. */
    private static MappedEvent peek(byte[] json) {
        String tenant = null;
        String subject = null;
        String time = null;
        boolean tick = false;
        try (JsonParser parser = JSON.createParser(json)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            while (object && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                String text = parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
                parser.skipChildren();
                switch (name) {
                    case "tenant" -> tenant = text;
                    case "subject" -> subject = text;
                    case "time" -> time = text;
                    case "type" -> tick |= ClockTick.TYPE.equals(text);
                    default -> {}
                }
            }
        } catch (IOException broken) {
            return tick ? null : new MappedEvent(null, MappedEvent.NO_TIME, json);
        }
        if (tick) {
            return null;
        }
        return new MappedEvent(tenant == null || subject == null ? null : tenant + '/' + subject, millis(time), json);
    }

    /** As the reader of the topic takes it. */
    private static long millis(String time) {
        long millis = time == null ? Rfc3339.NONE : Rfc3339.millisOrNone(time);
        return millis == Rfc3339.NONE ? MappedEvent.NO_TIME : millis;
    }
}
