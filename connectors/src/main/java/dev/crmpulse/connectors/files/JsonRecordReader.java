package dev.crmpulse.connectors.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON object a line. Members of members are named {@code a.b.c}, elements of lists {@code a.0}. */
final class JsonRecordReader implements RecordReader {
    /** Characters of all names and values of a record: names of nested members repeat those around them. */
    private static final int MOST_CHARACTERS = 32 << 20;

    private final JsonFactory json =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();
    private final LineRecordReader lines;
    private final String caseField;
    private final CaseRows caseRows = new CaseRows();

    JsonRecordReader(InputBytes input, FileFormat.JsonLines format) throws InputFileException {
        this.lines = new LineRecordReader(input, format.encoding());
        this.caseField = format.caseField();
    }

    @Override
    public SourceRecord next() throws InputFileException {
        SourceRecord line = lines.next();
        if (!(line instanceof SourceRow)) {
            return line;
        }
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = json.createParser(line.bytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return broken(line, "the line holds no JSON object");
            }
            if (flatten(parser, "", fields, MOST_CHARACTERS) < 0) {
                return new BrokenRow(
                        line.file(),
                        line.record(),
                        line.line(),
                        "oversized",
                        "the paths of its members have more than " + MOST_CHARACTERS + " characters in all",
                        line.bytes());
            }
            if (parser.nextToken() != null) {
                return broken(line, "more follows after the JSON object");
            }
        } catch (JsonProcessingException invalid) {
            return broken(
                    line,
                    "column " + invalid.getLocation().getColumnNr() + ": " + firstLine(invalid.getOriginalMessage()));
        } catch (IOException notUtf8) {
            return broken(line, firstLine(notUtf8.getMessage()));
        }
        return new Row(line, caseRows.next(fields.get(caseField)), fields);
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public long bytesRead() {
        return lines.bytesRead();
    }

    @Override
    public long size() {
        return lines.size();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static BrokenRow broken(SourceRecord line, String detail) {
        return new BrokenRow(line.file(), line.record(), line.line(), "invalid JSON", detail, line.bytes());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }

    /** Takes a part's members in; returns how many of the characters are left for others, less than 0 for too many. */
    private static int flatten(JsonParser parser, String prefix, Map<String, String> fields, int characters)
            throws IOException {
        int left = characters;
        boolean list = parser.currentToken() == JsonToken.START_ARRAY;
        int index = 0;
        for (JsonToken token = parser.nextToken(); !token.isStructEnd(); token = parser.nextToken()) {
            String name = prefix + (list ? Integer.toString(index++) : parser.currentName());
            JsonToken value = list ? token : parser.nextToken();
            left -= name.length();
            if (left < 0) {
                return left;
            }
            if (value.isStructStart()) {
                left = flatten(parser, name + '.', fields, left);
                if (left < 0) {
                    return left;
                }
            } else {
                // null is a field without a value, which a line without the field does not have
                fields.put(name, value == JsonToken.VALUE_NULL ? "" : parser.getText());
            }
        }
        return left;
    }

    private record Row(SourceRecord source, long rowInCase, Map<String, String> fields) implements SourceRow {
        @Override
        public String file() {
            return source.file();
        }

        @Override
        public long record() {
            return source.record();
        }

        @Override
        public long line() {
            return source.line();
        }

        @Override
        public byte[] bytes() {
            return source.bytes();
        }

        @Override
        public String field(String name) {
            return fields.get(name);
        }
    }
}
