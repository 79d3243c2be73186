package dev.crmpulse.local.endtoend;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.crmpulse.local.stack.ProjectFiles;
import dev.crmpulse.local.verify.reference.References;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The vectors of the catalogue as events that can be replayed: each is a tenant of its own. */
final class CatalogueVectors {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private CatalogueVectors() {}

    /**
     * One vector.
     *
     * @param view fact view that shows its facts
     * @param facts rows with the columns that matter
     */
    record Vector(String metric, String view, String tenant, String name, List<String> cloudEvents, JsonNode facts) {
        String truthView() {
            return "truth_" + metric.toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return metric + " " + name;
        }
    }

    static List<Vector> all() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(ProjectFiles.root().resolve("metrics/src/main/catalogue"))) {
            for (Path file : files.sorted().toList()) {
                JsonNode entry = YAML.readTree(file.toFile());
                String metric = entry.path("id").asText();
                if (!entry.has("fact") || References.of(metric).isPresent()) {
                    // what policies decide is compared with its reference; each of those vectors has a horizon of its
                    // own
                    continue;
                }
                int place = 0;
                for (JsonNode vector : entry.path("vectors")) {
                    place++;
                    String tenant = metric.toLowerCase(Locale.ROOT) + "-" + place;
                    vectors.add(new Vector(
                            metric,
                            entry.path("fact").asText(),
                            tenant,
                            vector.path("name").asText(),
                            cloudEvents(tenant, vector.path("events")),
                            vector.path("facts")));
                }
            }
        }
        return vectors;
    }

    /** Where an event of a vector leaves something out, it is e1, e2, … of the system crm, told by nobody. */
    private static List<String> cloudEvents(String tenant, JsonNode events) throws IOException {
        List<String> cloudEvents = new ArrayList<>();
        for (JsonNode event : events) {
            String actor = event.path("actor").asText("");
            ObjectNode cloudEvent = JSON.createObjectNode()
                    .put("specversion", "1.0")
                    .put("tenant", tenant)
                    .put("source", event.path("source").asText("crm"))
                    .put("id", event.path("id").asText("e" + (cloudEvents.size() + 1)))
                    .put("type", "crm." + event.path("type").asText())
                    .put("subject", event.path("subject").asText())
                    .put("time", event.path("at").asText())
                    .put("sequence", event.path("sequence").asLong(0))
                    .put("actortype", event.path("actortype").asText(actor.isEmpty() ? "system" : "human"));
            if (!actor.isEmpty()) {
                cloudEvent.put("actor", actor);
            }
            if (event.hasNonNull("recordedat")) {
                cloudEvent.put("recordedat", event.path("recordedat").asText());
            }
            cloudEvent.set("data", event.path("data"));
            cloudEvents.add(JSON.writeValueAsString(cloudEvent));
        }
        return cloudEvents;
    }
}
