package dev.crmpulse.dashboards.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that Grafana sets itself up by, by their names below {@code provisioning}. */
final class Provisioning {
    private Provisioning() {}

    static Map<String, JsonNode> readAll(Path folder) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        Map<String, JsonNode> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), yaml.readTree(file.toFile()));
            }
        }
        return files;
    }
}
