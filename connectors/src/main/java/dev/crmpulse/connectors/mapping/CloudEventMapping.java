package dev.crmpulse.connectors.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.crmpulse.connectors.files.BrokenRow;
import dev.crmpulse.connectors.files.FileFormat;
import dev.crmpulse.connectors.files.FileKind;
import dev.crmpulse.connectors.files.InputFileException;
import dev.crmpulse.connectors.files.RecordReader;
import dev.crmpulse.connectors.files.RecordReaders;
import dev.crmpulse.connectors.files.SourceRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;

/** Passes events on as they are; what is broken in them is for the reader of the topic to judge. */
final class CloudEventMapping implements Mapping {
    private static final JsonFactory JSON = new JsonFactory();
    private static final TimeFormat RFC_3339 = TimeFormat.of("iso", null);

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
            return new MappedRow.Mapped(List.of(peek(record.bytes())));
        }
    }

    private static MappedEvent peek(byte[] json) {
        String tenant = null;
        String subject = null;
        String time = null;
        try (JsonParser parser = JSON.createParser(json)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            while (object
                    && (tenant == null || subject == null || time == null)
                    && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                String text = parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
                parser.skipChildren();
                switch (name) {
                    case "tenant" -> tenant = text;
                    case "subject" -> subject = text;
                    case "time" -> time = text;
                    default -> {}
                }
            }
        } catch (IOException broken) {
            return new MappedEvent(null, MappedEvent.NO_TIME, json);
        }
        return new MappedEvent(tenant == null || subject == null ? null : tenant + '/' + subject, millis(time), json);
    }

    private static long millis(String time) {
        try {
            return time == null ? MappedEvent.NO_TIME : RFC_3339.millis(time);
        } catch (DateTimeException broken) {
            return MappedEvent.NO_TIME;
        }
    }
}
