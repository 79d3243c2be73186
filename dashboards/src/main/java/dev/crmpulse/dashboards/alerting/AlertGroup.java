package dev.crmpulse.dashboards.alerting;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Alert rules that are evaluated together: one file of {@code alerts/}.
 *
 * @param every how often, such as {@code 1m}
 */
public record AlertGroup(String name, String every, List<AlertRule> rules) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public AlertGroup {
        rules = List.copyOf(rules);
    }

    /** The groups of a folder of YAML files, in the order of their names. */
    public static List<AlertGroup> readAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<AlertGroup> groups = new ArrayList<>();
            for (Path file : files.filter(name -> name.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                groups.add(YAML.readValue(file.toFile(), AlertGroup.class));
            }
            return groups;
        }
    }
}
