package dev.crmpulse.connectors.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.connectors.files.RecordReader;
import dev.crmpulse.connectors.files.SourceRecord;
import dev.crmpulse.connectors.mapping.MappedRow.Mapped;
import dev.crmpulse.connectors.mapping.MappedRow.Reject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs files through mappings. */
final class TestMappings {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestMappings() {}

    static List<MappedRow> map(Mapping mapping, Path file) throws IOException {
        FileMapping rules = mapping.forFile(file);
        List<MappedRow> rows = new ArrayList<>();
        try (RecordReader reader = rules.open()) {
            for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
                rows.add(rules.map(record));
            }
        }
        return rows;
    }

    static Mapping mapping(Path directory, String yaml) throws IOException {
        return Mapping.load(Files.writeString(directory.resolve("m.yaml"), yaml));
    }

    static List<JsonNode> events(List<MappedRow> rows) {
        return rows.stream()
                .filter(Mapped.class::isInstance)
                .flatMap(row -> ((Mapped) row).events().stream())
                .map(TestMappings::parse)
                .toList();
    }

    static List<Reject> rejects(List<MappedRow> rows) {
        return rows.stream()
                .filter(Reject.class::isInstance)
                .map(Reject.class::cast)
                .toList();
    }

    static JsonNode parse(MappedEvent event) {
        try {
            return JSON.readTree(event.json());
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }
}
