package dev.crmpulse.metrics.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.event.Twins;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.timeline.Metric;
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

/**
 * A file of the catalogue: what a metric means, and the vectors that show it.
 *
 * @param fact the facts of its fold, null for a metric that has none
 * @param view the view over the facts of others, null for a metric that has a fold
 * @param arguments of the parameters of that view, null where it has none
 */
public record CatalogueEntry(
        String id,
        int version,
        String title,
        String fact,
        String view,
        String arguments,
        String question,
        String formula,
        List<String> sources,
        String units,
        JsonNode policies,
        List<Vector> vectors) {
    /** Order of ids: M2 before M2b before M10, those without a number last. */
    public static final Comparator<String> BY_ID =
            Comparator.comparingInt(CatalogueEntry::number).thenComparing(Comparator.naturalOrder());

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final List<CatalogueEntry> ALL = readAll();

    /** All files of the catalogue, M2 before M2b before M10. */
    public static List<CatalogueEntry> all() {
        return ALL;
    }

    private static List<CatalogueEntry> readAll() {
        try (Stream<Path> files = Files.list(ProjectFiles.at("metrics/src/main/catalogue"))) {
            return files.map(CatalogueEntry::read)
                    .sorted(Comparator.comparing(CatalogueEntry::id, BY_ID))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int number(String id) {
        String digits = id.replaceAll("\\D", "");
        return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    /** Reads one file. */
    public static CatalogueEntry read(Path file) {
        try {
            return YAML.readValue(file.toFile(), CatalogueEntry.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(file + " is no file of the catalogue", broken);
        }
    }

    /** Name of the table that analysts read. */
    String table() {
        return fact == null ? view : fact;
    }

    /** Whether a fold computes it. */
    public boolean hasFold() {
        return fact != null;
    }

    /** The metric that it defines, where a fold computes it. */
    public Metric metric() {
        return Metrics.named(id).orElseThrow();
    }

    /** The same for a vector: where several timelines state the facts, the one whose entities its policies are made for. */
    Metric metric(Vector vector) {
        return Metrics.ALL.stream()
                .filter(metric -> metric.id().equals(id))
                .filter(metric -> vector.policies() != null
                        && VectorPolicies.documents(policies, vector.policies()).stream()
                                .map(document -> document.path("entity").asText())
                                .anyMatch(entity -> metric.entities().stream()
                                        .map(Entity::written)
                                        .anyMatch(entity::equals)))
                .findFirst()
                .orElseGet(this::metric);
    }

    /** The policies in force in one of the vectors. */
    public Policies policies(Vector vector) {
        return vector.policies() == null
                ? Policies.NONE
                : VectorPolicies.of(Policy.EVERY_TENANT, policies, vector.policies());
    }

    /** The same as they would be written in a file, one JSON object each. */
    public List<String> policyDocuments(Vector vector) {
        return vector.policies() == null
                ? List.of()
                : VectorPolicies.documents(policies, vector.policies()).stream()
                        .map(JsonNode::toString)
                        .toList();
    }

    /**
     * A history and the facts that follow from it; {@code why} shows the arithmetic.
     *
     * @param policies the names of those in force, or changed ones; see {@link VectorPolicies}
     * @param horizon up to when silence is evaluated, null for the time of the last event
     */
    public record Vector(
            String name,
            @JsonProperty("edge_case") Integer edgeCase,
            String why,
            JsonNode policies,
            String horizon,
            List<Event> events,
            List<Map<String, Object>> facts) {
        /** The events in the order of the file, those without an id named e1, e2, … by their place. */
        public List<TestEvent> deliveries() {
            List<TestEvent> deliveries = new ArrayList<>();
            for (Event event : events) {
                deliveries.add(event.at(deliveries.size() + 1));
            }
            return deliveries;
        }

        /** Up to when silence is evaluated, in milliseconds since 1970 UTC. */
        public long horizonMillis() {
            return Stream.concat(
                            Stream.ofNullable(horizon).map(Instant::parse),
                            deliveries().stream().map(TestEvent::at).sorted(Comparator.reverseOrder()))
                    .findFirst()
                    .orElseThrow()
                    .toEpochMilli();
        }
    }

    /** An event of a vector, as far as it matters there. */
    public record Event(
            String at,
            String recordedat,
            String type,
            String subject,
            String source,
            String id,
            long sequence,
            String actor,
            String actortype,
            String twins,
            Map<String, Object> data) {
        private TestEvent at(int place) {
            String presumedActor = actor == null ? "system" : "human";
            return new TestEvent(
                    source == null ? "crm" : source,
                    id == null ? "e" + place : id,
                    sequence,
                    Instant.parse(at),
                    recordedat == null ? null : Instant.parse(recordedat),
                    type,
                    subject,
                    actor == null ? "" : actor,
                    actortype == null ? presumedActor : actortype,
                    data,
                    twins == null ? Twins.NONE : Twins.ofWritten(twins).orElseThrow());
        }
    }
}
