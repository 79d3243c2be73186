package dev.crmpulse.cli.endtoend;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.connectors.policy.PolicyCodec;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.catalogue.MetricView;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The vectors of the catalogue as events that can be replayed together: each is a tenant of its own. A replay has one
 * horizon; where a vector has one, its whole history is moved in time so that this falls on the last event of all.
 */
final class CatalogueVectors {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private CatalogueVectors() {}

    /**
     * One vector.
     *
     * @param view view that shows its rows, over facts of its own or those of others, with the arguments of its parameters
     * @param truthView recomputes them from the raw events; empty for a view over the facts of others
     * @param policies of its tenant, beside those that ship
     * @param facts rows with the columns that matter
     */
    record Vector(
            String metric,
            String view,
            Optional<String> truthView,
            String tenant,
            String name,
            List<Policy> policies,
            List<String> cloudEvents,
            JsonNode facts) {

        @Override
        public String toString() {
            return metric + " " + name;
        }
    }

    static List<Vector> all() throws IOException {
        List<JsonNode> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(ProjectFiles.root().resolve("metrics/src/main/catalogue"))) {
            for (Path file : files.sorted().toList()) {
                JsonNode entry = YAML.readTree(file.toFile());
                // What policies decide is compared with its reference, each vector by its own policies.
                if (Metrics.named(entry.path("id").asText())
                        .filter(metric -> metric.verification() == Metric.Verification.REFERENCE)
                        .isEmpty()) {
                    entries.add(entry);
                }
            }
        }
        Instant last = entries.stream()
                .flatMap(entry -> entry.path("vectors").valueStream())
                .filter(vector -> !vector.has("horizon"))
                .flatMap(vector -> vector.path("events").valueStream())
                .map(event -> Instant.parse(event.path("at").asText()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode entry : entries) {
            int place = 0;
            for (JsonNode vector : entry.path("vectors")) {
                place++;
                vectors.add(vector(entry, vector, place, last));
            }
        }
        return vectors;
    }

    private static Vector vector(JsonNode entry, JsonNode vector, int place, Instant horizon) throws IOException {
        String metric = entry.path("id").asText();
        String lowerCase = metric.toLowerCase(Locale.ROOT);
        String tenant = lowerCase + "-" + place;
        boolean hasFacts = entry.has("fact");
        Duration shift = vector.has("horizon")
                ? Duration.between(Instant.parse(vector.path("horizon").asText()), horizon)
                : Duration.ZERO;
        return new Vector(
                metric,
                hasFacts ? entry.path("fact").asText() : table(entry),
                hasFacts ? Optional.of("truth_" + lowerCase) : Optional.empty(),
                tenant,
                vector.path("name").asText(),
                policies(tenant, entry.path("policies"), vector.path("policies")),
                cloudEvents(tenant, moved(vector.path("events"), shift)),
                moved(vector.path("facts"), shift));
    }

    /** What a query reads of a metric that is a view. */
    private static String table(JsonNode entry) {
        return new MetricView(
                        entry.path("id").asText(),
                        entry.path("view").asText(),
                        entry.path("arguments").asText())
                .table();
    }

    private static List<Policy> policies(String tenant, JsonNode written, JsonNode used) {
        List<Policy> policies = new ArrayList<>();
        for (JsonNode name : used) {
            ObjectNode policy = written.required(name.asText()).deepCopy();
            policy.put("tenant", tenant)
                    .put("id", policy.path("id").asText(name.asText()))
                    .put("effective_from", policy.path("effective_from").asText("1970-01-01"));
            policies.add(PolicyCodec.read(name.asText(), policy.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return policies;
    }

    /** The same with all its moments so much later. */
    private static JsonNode moved(JsonNode objects, Duration shift) {
        JsonNode moved = objects.deepCopy();
        for (JsonNode object : moved) {
            object.properties().forEach(member -> {
                String text = member.getValue().asText();
                if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
                    member.setValue(
                            TextNode.valueOf(Instant.parse(text).plus(shift).toString()));
                }
            });
        }
        return moved;
    }

    /** Where an event of a vector leaves something out, it is e1, e2, … of the system crm, with no sender. */
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
            if (event.hasNonNull("twins")) {
                cloudEvent.put("twins", event.path("twins").asText());
            }
            cloudEvent.set("data", event.path("data"));
            cloudEvents.add(JSON.writeValueAsString(cloudEvent));
        }
        return cloudEvents;
    }
}
