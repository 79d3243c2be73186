package dev.crmpulse.metrics.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.calendar.BusinessCalendarBuilder;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.policy.CalendarPolicy;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.EntityFilter;
import dev.crmpulse.engine.policy.EventCondition;
import dev.crmpulse.engine.policy.EventConditions;
import dev.crmpulse.engine.policy.EventField;
import dev.crmpulse.engine.policy.FunnelPolicy;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelOrder;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelStep;
import dev.crmpulse.engine.policy.InteractionType;
import dev.crmpulse.engine.policy.PlannedDate;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.policy.SlaPolicy.ClockTime;
import dev.crmpulse.engine.policy.SlaPolicy.Episodes;
import dev.crmpulse.engine.policy.SlaPolicy.EscalationLevel;
import dev.crmpulse.engine.policy.SlaPolicy.WhenKept;
import dev.crmpulse.engine.policy.Span;
import dev.crmpulse.engine.policy.TenantPolicy;
import dev.crmpulse.engine.policy.TierPolicy;
import dev.crmpulse.engine.policy.TierPolicy.TierRule;
import dev.crmpulse.engine.policy.TierPolicy.TierThreshold;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The policies that a vector names, read from the catalogue: as much of the language of policy files as vectors use. */
final class VectorPolicies {
    private static final List<String> OVERRIDABLE = List.of("sla", "funnel", "tier");

    private VectorPolicies() {}

    /**
     * The policies of a vector.
     *
     * @param named those of the file, by name
     * @param used names of them, or members to be given anew under {@code sla}, {@code funnel} or {@code tier}
     */
    static Policies of(String tenant, JsonNode named, JsonNode used) {
        return Policies.of(documents(named, used).stream()
                .map(document -> policy(tenant, document))
                .toList());
    }

    /** The same as files would have them: an id is the policy's name where nothing else is written, and a date 1970. */
    static List<ObjectNode> documents(JsonNode named, JsonNode used) {
        List<ObjectNode> documents = new ArrayList<>();
        for (JsonNode one : used) {
            String name = one.isTextual() ? one.asText() : overridden(one);
            ObjectNode written = named.required(name).deepCopy();
            if (!one.isTextual()) {
                written.setAll((ObjectNode) one);
                written.remove(OVERRIDABLE);
            }
            written.put("id", written.path("id").asText(name));
            written.put("effective_from", written.path("effective_from").asText("1970-01-01T00:00:00Z"));
            documents.add(written);
        }
        return documents;
    }

    private static String overridden(JsonNode members) {
        return OVERRIDABLE.stream()
                .map(kind -> members.path(kind).asText())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static Policy policy(String tenant, JsonNode written) {
        PolicyHead head = new PolicyHead(
                tenant,
                written.required("id").asText(),
                written.required("version").asInt(),
                Instant.parse(written.required("effective_from").asText()).toEpochMilli());
        return switch (written.required("kind").asText()) {
            case "calendar" -> new CalendarPolicy(tenant, head.effectiveFromMillis(), calendar(head, written));
            case "tenant" ->
                new TenantPolicy(
                        head,
                        ZoneId.of(written.required("zone").asText()),
                        written.path("calendar").asText(),
                        "",
                        1);
            case "sla" -> sla(head, written);
            case "funnel" -> funnel(head, written);
            case "tier" -> tier(head, written);
            default -> throw new IllegalArgumentException("no kind of policy: " + written);
        };
    }

    /** Of hours Monday to Friday, and make-up workdays with the hours of a Monday. */
    private static BusinessCalendar calendar(PolicyHead head, JsonNode written) {
        BusinessCalendarBuilder calendar = BusinessCalendar.builder(
                head.id(), head.version(), ZoneId.of(written.required("zone").asText()));
        String[] hours = listed(written.required("week").required("mon-fri"), JsonNode::asText)
                .toArray(String[]::new);
        for (DayOfWeek day : List.of(DayOfWeek.values()).subList(0, 5)) {
            calendar.hours(day, hours);
        }
        written.path("days")
                .forEach(day -> calendar.work(
                        LocalDate.parse(day.required("work").asText()),
                        day.required("name").asText()));
        return calendar.build();
    }

    private static SlaPolicy sla(PolicyHead head, JsonNode written) {
        String calendar = written.required("calendar").asText();
        return new SlaPolicy(
                head,
                Entity.valueOf(upper(written, "entity")),
                filter(written.path("for")),
                conditions(written.path("start")),
                conditions(written.path("stop")),
                conditions(written.path("pause")),
                conditions(written.path("resume")),
                conditions(written.path("cancel")),
                written.has("planned")
                        ? PlannedDate.ofWritten(written.path("planned").asText())
                        : PlannedDate.NONE,
                ClockTime.valueOf(calendar.toUpperCase(Locale.ROOT)),
                "",
                Episodes.valueOf(upper(written, "episodes")),
                written.path("repeating").asBoolean() ? WhenKept.REPEAT : WhenKept.REST,
                listed(
                        written.required("levels"),
                        level -> new EscalationLevel(level.required("name").asText(), span(level, "target"))));
    }

    private static EntityFilter filter(JsonNode written) {
        Map<EventField, List<String>> traits = new EnumMap<>(EventField.class);
        for (EventField field : EventField.values()) {
            if (written.has(field.written())) {
                traits.put(field, listed(written.path(field.written()), JsonNode::asText));
            }
        }
        Map<String, List<String>> dimensions = new TreeMap<>();
        written.path("dimensions")
                .properties()
                .forEach(one -> dimensions.put(one.getKey(), listed(one.getValue(), JsonNode::asText)));
        return new EntityFilter(traits, dimensions);
    }

    private static FunnelPolicy funnel(PolicyHead head, JsonNode written) {
        return new FunnelPolicy(
                head,
                Entity.valueOf(upper(written, "entity")),
                FunnelOrder.valueOf(upper(written, "order")),
                span(written, "window"),
                span(written, written.has("maturity") ? "maturity" : "window"),
                null,
                listed(
                        written.required("steps"),
                        step -> new FunnelStep(step.required("name").asText(), conditions(step.required("when")))));
    }

    private static TierPolicy tier(PolicyHead head, JsonNode written) {
        return new TierPolicy(
                head,
                listed(
                        written.required("rules"),
                        rule -> new TierRule(
                                conditions(rule.required("when")),
                                rule.required("points").asInt(),
                                rule.path("at_most").asInt(1))),
                listed(
                        written.required("tiers"),
                        tier -> new TierThreshold(
                                tier.required("tier").asText(),
                                tier.required("from").asLong())));
    }

    private static EventConditions conditions(JsonNode written) {
        return EventConditions.anyOf(written.isMissingNode() ? List.of() : listed(written, VectorPolicies::condition));
    }

    private static EventCondition condition(JsonNode written) {
        EventCondition condition = written.has("interaction")
                ? EventCondition.of(InteractionType.valueOf(upper(written, "interaction")))
                : EventCondition.of(
                        EventType.of(EventType.PREFIX + written.required("type").asText()));
        for (EventField field : EventField.values()) {
            if (written.has(field.written())) {
                condition = condition.where(
                        field,
                        listed(written.path(field.written()), JsonNode::asText).toArray(String[]::new));
            }
        }
        return condition;
    }

    private static Span span(JsonNode written, String name) {
        return Span.parse(written.required(name).asText());
    }

    private static String upper(JsonNode written, String name) {
        return written.required(name).asText().toUpperCase(Locale.ROOT);
    }

    /** A list, or the one that was written without being one. */
    private static <T> List<T> listed(JsonNode written, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        if (written.isArray()) {
            written.forEach(one -> all.add(read.apply(one)));
        } else {
            all.add(read.apply(written));
        }
        return all;
    }
}
