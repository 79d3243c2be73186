package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A board: one question and the panels that answer it, from general to specific.
 *
 * @param uid names it for ever; each language adds its own end
 */
public record Board(String uid, Text title, Text question, List<Panel> panels) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public Board {
        panels = List.copyOf(panels);
    }

    /** The boards of a folder of YAML files, in the order of their names. */
    public static List<Board> readAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Board> boards = new java.util.ArrayList<>();
            for (Path file : files.filter(name -> name.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                boards.add(YAML.readValue(file.toFile(), Board.class));
            }
            return boards;
        }
    }
}
