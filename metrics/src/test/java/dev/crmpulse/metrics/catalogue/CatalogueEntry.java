package dev.crmpulse.metrics.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.crmpulse.metrics.event.ToldEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A file of the catalogue: what a metric means, and the vectors that show it. */
public record CatalogueEntry(
        String id,
        int version,
        String title,
        String fact,
        String question,
        String formula,
        List<String> sources,
        String units,
        List<Vector> vectors) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final List<CatalogueEntry> ALL = readAll();

    /** All files of the catalogue, M2 before M10. */
    public static List<CatalogueEntry> all() {
        return ALL;
    }

    private static List<CatalogueEntry> readAll() {
        try (Stream<Path> files = Files.list(projectDirectory().resolve("metrics/src/main/catalogue"))) {
            return files.map(CatalogueEntry::read)
                    .sorted(Comparator.comparingInt(
                            entry -> Integer.parseInt(entry.id().substring(1))))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where the project lies: the nearest directory around the working directory that has the catalogue. */
    static Path projectDirectory() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("metrics/src/main/catalogue"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    private static CatalogueEntry read(Path file) {
        try {
            return YAML.readValue(file.toFile(), CatalogueEntry.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(file + " is no file of the catalogue", broken);
        }
    }

    /** A history and the facts that follow from it; {@code why} shows the arithmetic. */
    public record Vector(
            String name,
            @JsonProperty("edge_case") Integer edgeCase,
            String why,
            List<Told> events,
            List<Map<String, Object>> facts) {
        /** The events in the order of the file, those without an id named e1, e2, … by their place. */
        List<ToldEvent> deliveries() {
            List<ToldEvent> deliveries = new ArrayList<>();
            for (Told event : events) {
                deliveries.add(event.at(deliveries.size() + 1));
            }
            return deliveries;
        }
    }

    /** An event of a vector, as far as it matters there. */
    public record Told(
            String at,
            String recordedat,
            String type,
            String subject,
            String source,
            String id,
            long sequence,
            String actor,
            String actortype,
            Map<String, Object> data) {
        private ToldEvent at(int place) {
            String presumedActor = actor == null ? "system" : "human";
            return new ToldEvent(
                    source == null ? "crm" : source,
                    id == null ? "e" + place : id,
                    sequence,
                    Instant.parse(at),
                    recordedat == null ? null : Instant.parse(recordedat),
                    type,
                    subject,
                    actor == null ? "" : actor,
                    actortype == null ? presumedActor : actortype,
                    data);
        }
    }
}
