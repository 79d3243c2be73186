package dev.crmpulse.soak.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Events in the parts in which an upgrade meets them.
 *
 * @param before what is sent to the old release
 * @param touch one event more for each of some leads with a history of stages
 * @param touched these leads: tenant, {@code /lead/} and id
 * @param rest everything else; every history has something in it or in the touch
 * @param upgraded everything before happened before this moment
 */
record UpgradeScenario(
        List<SimulatedEvent> before,
        List<SimulatedEvent> touch,
        Set<String> touched,
        List<SimulatedEvent> rest,
        Instant upgraded) {
    private static final int TOUCHED = 25;
    private static final String STAGE_CHANGED = "crm.deal.stage_changed";
    private static final String SURVEY = "crm.survey.";
    private static final String LEAD = "lead/";
    private static final String CUSTOMER = "customer/";

    /** An event with what decides on its part. */
    private record Parsed(SimulatedEvent event, String key, boolean stageChange) {
        static Parsed of(SimulatedEvent event, ObjectMapper json) throws IOException {
            JsonNode node = json.readTree(event.json());
            String type = node.get("type").asText();
            String subject = node.get("subject").asText();
            String lead = node.path("data").path("lead_id").asText();
            // surveys belong to the history of their customer, tickets and contracts have one of their own
            boolean ofLead = !lead.isEmpty() && Timelines.ENGAGEMENT.isHomeOf(EventType.of(type));
            String customer = node.path("data").path("customer_id").asText();
            String key = ofLead ? LEAD + lead : type.startsWith(SURVEY) ? CUSTOMER + customer : subject;
            return new Parsed(event, node.get("tenant").asText() + '/' + key, type.equals(STAGE_CHANGED));
        }
    }

    /** Sends two thirds of the events before the upgrade, and holds one of each history back. */
    static UpgradeScenario of(List<SimulatedEvent> events) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Parsed> parsed = new ArrayList<>();
        for (SimulatedEvent event : events) {
            parsed.add(Parsed.of(event, json));
        }
        int cut = parsed.size() * 2 / 3;
        Map<String, Integer> lastOfKey = new HashMap<>();
        for (int i = 0; i < parsed.size(); i++) {
            lastOfKey.put(parsed.get(i).key(), i);
        }
        List<Parsed> before = new ArrayList<>();
        List<Parsed> after = new ArrayList<>();
        for (int i = 0; i < parsed.size(); i++) {
            boolean heldBack = i >= cut || lastOfKey.get(parsed.get(i).key()) == i;
            (heldBack ? after : before).add(parsed.get(i));
        }
        Map<String, SimulatedEvent> touch = touch(before, after);
        Set<SimulatedEvent> chosen = new HashSet<>(touch.values());
        return new UpgradeScenario(
                before.stream().map(Parsed::event).toList(),
                List.copyOf(touch.values()),
                new LinkedHashSet<>(touch.keySet()),
                after.stream()
                        .map(Parsed::event)
                        .filter(event -> !chosen.contains(event))
                        .toList(),
                events.get(cut).publishAt());
    }

    /** The next event of some leads whose deals went through at least two stages before. */
    private static Map<String, SimulatedEvent> touch(List<Parsed> before, List<Parsed> after) {
        Map<String, Integer> changes = new HashMap<>();
        before.stream().filter(Parsed::stageChange).forEach(event -> changes.merge(event.key(), 1, Integer::sum));
        Map<String, SimulatedEvent> touch = new LinkedHashMap<>();
        for (Parsed event : after) {
            if (touch.size() < TOUCHED && changes.getOrDefault(event.key(), 0) >= 2) {
                touch.putIfAbsent(event.key(), event.event());
            }
        }
        return touch;
    }
}
