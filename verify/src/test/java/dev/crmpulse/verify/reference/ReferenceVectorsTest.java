package dev.crmpulse.verify.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.crmpulse.connectors.policy.PolicyCodec;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.OrderKey;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The references hold to the vectors of the catalogue too, each by its own policies and horizon. */
class ReferenceVectorsTest {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String TENANT = "vector";

    private record Placed(OrderKey order, String key, PastEvent event) {}

    private static Stream<String> metrics() {
        return Metrics.ALL.stream()
                .filter(metric -> metric.verification() == Metric.Verification.REFERENCE)
                .map(Metric::id)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void everyReferenceHasVectors(String metric) {
        assertThat(References.of(Metrics.named(metric).orElseThrow()).metric()).isEqualTo(metric);
        assertThat(entry(metric).path("vectors")).hasSizeGreaterThan(5);
    }

    @TestFactory
    Stream<DynamicNode> vectors() {
        return metrics().flatMap(metric -> {
            JsonNode entry = entry(metric);
            return entry.path("vectors")
                    .valueStream()
                    .map(vector -> dynamicTest(
                            metric + " " + vector.path("name").asText(), () -> check(metric, entry, vector)));
        });
    }

    private static void check(String metric, JsonNode entry, JsonNode vector) {
        TenantPolicies policies =
                policies(entry.path("policies"), vector.path("policies")).tenant(TENANT);
        List<Placed> events = events(vector.path("events"));
        long last = events.get(events.size() - 1).order().timeMillis();
        long horizonMillis = vector.has("horizon") ? millis(vector.path("horizon")) : last;
        Map<String, List<PastEvent>> byKey = histories(events);

        Map<String, Map<String, String>> expected = new TreeMap<>();
        for (JsonNode fact : vector.path("facts")) {
            Map<String, String> columns = new TreeMap<>();
            fact.properties().forEach(column -> columns.put(column.getKey(), text(column.getValue())));
            expected.put(fact.path("id").asText(), columns);
        }
        Map<String, Map<String, String>> actual = new TreeMap<>();
        byKey.forEach((key, history) -> {
            EntityHistory past = new EntityHistory(EntityKey.of(TENANT, key), history);
            for (Map<String, String> row : rows(metric, past, policies, horizonMillis)) {
                Map<String, String> listed = new TreeMap<>(row);
                listed.keySet()
                        .retainAll(
                                expected.getOrDefault(row.get("id"), Map.of()).keySet());
                assertThat(actual.put(row.get("id"), listed)).isNull();
            }
        });
        assertThat(actual).as(vector.path("why").asText()).isEqualTo(expected);
    }

    /** Those of the references of all timelines that state the facts. */
    private static List<Map<String, String>> rows(
            String metric, EntityHistory history, TenantPolicies policies, long horizonMillis) {
        return Metrics.ALL.stream()
                .filter(one -> one.id().equals(metric))
                .flatMap(one -> References.of(one).rows(history, policies, horizonMillis).stream())
                .toList();
    }

    /** By key; merged leads and deals whose events do not all name their lead under the lead that stays. */
    private static Map<String, List<PastEvent>> histories(List<Placed> events) {
        Map<String, String> roots = new HashMap<>();
        for (Placed placed : events) {
            PastEvent event = placed.event();
            if (event.is("lead.merged") && !event.member("into").isEmpty()) {
                roots.put(placed.key(), "lead/" + event.member("into"));
            } else if (!event.leadId().isEmpty() && !event.dealId().isEmpty()) {
                roots.putIfAbsent("deal/" + event.dealId(), placed.key());
            }
        }
        Map<String, List<PastEvent>> byKey = new TreeMap<>();
        for (Placed placed : events) {
            PastEvent event = placed.event();
            String root = roots.getOrDefault(placed.key(), placed.key());
            if (root.equals(placed.key())) {
                byKey.computeIfAbsent(root, key -> new ArrayList<>()).add(event);
            } else if (!event.endsTheLead()) {
                byKey.computeIfAbsent(root, key -> new ArrayList<>())
                        .add(new PastEvent(
                                event.timeMillis(),
                                event.type(),
                                event.actor(),
                                event.actorType(),
                                root.substring("lead/".length()),
                                event.dealId(),
                                event.members()));
            }
        }
        return byKey;
    }

    private static Policies policies(JsonNode named, JsonNode used) {
        List<Policy> policies = new ArrayList<>();
        for (JsonNode one : used) {
            String name = one.isTextual() ? one.asText() : overridden((ObjectNode) one);
            ObjectNode written = named.required(name).deepCopy();
            if (one.isObject()) {
                written.setAll((ObjectNode) one);
                written.remove(List.of("sla", "funnel", "tier"));
            }
            written.put("tenant", TENANT)
                    .put("id", written.path("id").asText(name))
                    .put("effective_from", written.path("effective_from").asText("1970-01-01"));
            policies.add(PolicyCodec.read(name, written.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return Policies.of(policies);
    }

    private static String overridden(ObjectNode members) {
        return Stream.of("sla", "funnel", "tier")
                .map(kind -> members.path(kind).asText())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static List<Placed> events(JsonNode listed) {
        List<Placed> events = new ArrayList<>();
        for (JsonNode event : listed) {
            String subject = event.path("subject").asText();
            String type = event.path("type").asText();
            String actor = event.path("actor").asText("");
            Map<String, String> members = new HashMap<>();
            event.path("data").properties().stream()
                    .filter(member -> !member.getValue().isObject())
                    .forEach(member -> members.put(
                            member.getKey(),
                            member.getValue().isNull() ? "" : member.getValue().asText()));
            // as crm.event_data has them: due.delivery, dimensions.country
            for (String named : List.of("due", "dimensions")) {
                event.path("data")
                        .path(named)
                        .properties()
                        .forEach(text -> members.put(
                                named + '.' + text.getKey(),
                                text.getValue().isNull() ? "" : text.getValue().asText()));
            }
            String leadId = members.getOrDefault(
                    "lead_id", subject.startsWith("lead/") ? subject.substring("lead/".length()) : "");
            String dealId = members.getOrDefault(
                    "deal_id", subject.startsWith("deal/") ? subject.substring("deal/".length()) : "");
            Placed placed = new Placed(
                    new OrderKey(
                            millis(event.path("at")),
                            event.path("sequence").asLong(),
                            EventType.of("crm." + type).phase().rank(),
                            "crm",
                            "e" + events.size()),
                    key(subject, leadId, dealId),
                    new PastEvent(
                            millis(event.path("at")),
                            type.equals("lead.assigned")
                                            && members.getOrDefault("owner", "not given")
                                                    .isEmpty()
                                    ? "lead.unassigned"
                                    : type,
                            actor,
                            event.path("actortype").asText(actor.isEmpty() ? "system" : "human"),
                            leadId,
                            dealId,
                            members));
            events.add(placed);
            // what is won of a customer is evaluated with the customer too
            String customerId = members.getOrDefault("customer_id", "");
            if (type.equals("deal.won") && !customerId.isEmpty()) {
                events.add(new Placed(placed.order(), "customer/" + customerId, placed.event()));
            }
        }
        events.sort(Comparator.comparing(Placed::order));
        return events;
    }

    private static String key(String subject, String leadId, String dealId) {
        if (leadId.isEmpty() && dealId.isEmpty()) {
            return subject;
        }
        return leadId.isEmpty() ? "deal/" + dealId : "lead/" + leadId;
    }

    private static JsonNode entry(String metric) {
        try {
            return YAML.readTree(Path.of(System.getProperty("crmpulse.root"))
                    .resolve("metrics/src/main/catalogue/" + metric + ".yaml")
                    .toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long millis(JsonNode instant) {
        return Instant.parse(instant.asText()).toEpochMilli();
    }

    /** A value as references write it. */
    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "NULL";
        }
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        String text = value.asText();
        return text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")
                ? new ReferenceRow().time("", millis(value)).values().get("")
                : text;
    }
}
