package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmpulse.metrics.calendar.BusinessCalendar;
import dev.crmpulse.metrics.calendar.LocalInterval;
import dev.crmpulse.metrics.event.Twins;
import dev.crmpulse.metrics.policy.BenchmarkPolicy;
import dev.crmpulse.metrics.policy.CalendarPolicy;
import dev.crmpulse.metrics.policy.ClockTime;
import dev.crmpulse.metrics.policy.EventCondition;
import dev.crmpulse.metrics.policy.EventConditions;
import dev.crmpulse.metrics.policy.EventNumber;
import dev.crmpulse.metrics.policy.FunnelPolicy;
import dev.crmpulse.metrics.policy.InteractionType;
import dev.crmpulse.metrics.policy.PlannedDate;
import dev.crmpulse.metrics.policy.Policy;
import dev.crmpulse.metrics.policy.SlaPolicy;
import dev.crmpulse.metrics.policy.TenantPolicy;
import dev.crmpulse.metrics.policy.TierPolicy;
import dev.crmpulse.metrics.policy.WhenKept;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** Writes policies in the words in which {@link PolicyLoader} reads them. */
final class PolicyJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private PolicyJson() {}

    static String of(Policy policy) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("kind", policy.kind().written());
        json.put("tenant", policy.tenant());
        json.put("id", policy.id());
        json.put("version", policy.version());
        json.put(
                "effective_from",
                Instant.ofEpochMilli(policy.effectiveFromMillis()).toString());
        if (policy.head().shipped()) {
            json.put(PolicyLoader.ORIGIN, PolicyLoader.SHIPPED);
        }
        if (policy instanceof CalendarPolicy calendar) {
            write(calendar.calendar(), json);
        } else if (policy instanceof TenantPolicy tenant) {
            write(tenant, json);
        } else if (policy instanceof SlaPolicy sla) {
            write(sla, json);
        } else if (policy instanceof FunnelPolicy funnel) {
            write(funnel, json);
        } else if (policy instanceof TierPolicy tier) {
            write(tier, json);
        } else if (policy instanceof BenchmarkPolicy benchmark) {
            write(benchmark, json);
        }
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a policy cannot be written", impossible);
        }
    }

    private static void write(BusinessCalendar calendar, ObjectNode json) {
        json.put("zone", calendar.zone().getId());
        ObjectNode week = json.putObject("week");
        for (DayOfWeek day : DayOfWeek.values()) {
            List<LocalInterval> hours = calendar.hoursOn(day);
            if (!hours.isEmpty()) {
                writeHours(hours, week.putArray(CalendarLoader.WEEKDAYS.get(day.getValue() - 1)));
            }
        }
        if (!calendar.overrides().isEmpty()) {
            ArrayNode days = json.putArray("days");
            calendar.overrides().forEach((date, override) -> {
                ObjectNode day = days.addObject();
                day.put(override.hours().isEmpty() ? "off" : "work", date.toString());
                putUnlessEmpty(day, "name", override.name());
                if (!override.hours().isEmpty()) {
                    writeHours(override.hours(), day.putArray("hours"));
                }
            });
        }
    }

    private static void writeHours(List<LocalInterval> hours, ArrayNode json) {
        hours.forEach(interval -> json.add(interval.toString()));
    }

    private static void write(TenantPolicy tenant, ObjectNode json) {
        json.put("zone", tenant.zone().getId());
        putUnlessEmpty(json, "calendar", tenant.calendarId());
        putUnlessEmpty(json, "currency", tenant.currency());
        json.put("minimum_n", tenant.minimumN());
        if (tenant.shipped().none()) {
            json.put(PolicyLoader.SHIPPED, "none");
        } else if (!tenant.shipped().without().isEmpty()) {
            ArrayNode without = json.putObject(PolicyLoader.SHIPPED).putArray("without");
            new TreeSet<>(tenant.shipped().without()).forEach(without::add);
        }
        if (tenant.twins() != Twins.NONE) {
            json.put("twins", tenant.twins().written());
        }
    }

    private static void write(SlaPolicy sla, ObjectNode json) {
        json.put("entity", sla.entity().written());
        write(sla.start(), "start", json);
        write(sla.stop(), "stop", json);
        write(sla.pause(), "pause", json);
        write(sla.resume(), "resume", json);
        write(sla.cancel(), "cancel", json);
        if (sla.planned() != PlannedDate.NONE) {
            json.put("planned", sla.planned().written());
        }
        json.put("calendar", calendar(sla));
        json.put("episodes", sla.episodes().written());
        if (sla.whenKept() == WhenKept.REPEAT) {
            json.put("repeating", true);
        }
        ArrayNode levels = json.putArray("levels");
        sla.levels().forEach(level -> levels.addObject()
                .put("name", level.name())
                .put("target", level.target().toString()));
    }

    private static String calendar(SlaPolicy sla) {
        if (sla.time() == ClockTime.LITERAL) {
            return SlaLoader.LITERAL;
        }
        return sla.calendarId().isEmpty() ? SlaLoader.BUSINESS : sla.calendarId();
    }

    private static void write(FunnelPolicy funnel, ObjectNode json) {
        json.put("entity", funnel.entity().written());
        json.put("order", funnel.order().written());
        json.put("window", funnel.window().toString());
        json.put("maturity", funnel.maturity().toString());
        if (funnel.targetPercent() != null) {
            json.put("target_percent", funnel.targetPercent());
        }
        ArrayNode steps = json.putArray("steps");
        funnel.steps()
                .forEach(step -> write(step.when(), "when", steps.addObject().put("name", step.name())));
    }

    private static void write(TierPolicy tier, ObjectNode json) {
        ArrayNode rules = json.putArray("rules");
        tier.rules().forEach(rule -> {
            ObjectNode written = rules.addObject();
            write(rule.when(), "when", written);
            written.put("points", rule.points()).put("at_most", rule.atMost());
        });
        ArrayNode tiers = json.putArray("tiers");
        tier.tiers()
                .forEach(threshold ->
                        tiers.addObject().put("tier", threshold.tier()).put("from", threshold.from()));
    }

    private static void write(BenchmarkPolicy benchmark, ObjectNode json) {
        ObjectNode lines = json.putObject("lines");
        benchmark.lines().forEach((name, line) -> {
            ObjectNode written = lines.putObject(name);
            line.forEach((bucket, percent) -> written.put(bucket, percent));
        });
    }

    private static void write(EventConditions conditions, String name, ObjectNode json) {
        if (!conditions.isEmpty()) {
            ArrayNode anyOf = json.putArray(name);
            conditions.conditions().forEach(condition -> write(condition, anyOf.addObject()));
        }
    }

    private static void write(EventCondition condition, ObjectNode json) {
        if (condition.interaction() != InteractionType.ANYTHING) {
            json.put("interaction", condition.interaction().written());
        }
        if (condition.interaction() == InteractionType.ANYTHING
                || !condition.types().equals(condition.interaction().types())) {
            ArrayNode types = MAPPER.createArrayNode();
            condition.types().forEach(type -> types.add(type.cloudEventType()));
            json.set("type", oneOrMore(types));
        }
        condition.fields().forEach((field, texts) -> {
            ArrayNode values = MAPPER.createArrayNode();
            texts.forEach(values::add);
            json.set(field.written(), oneOrMore(values));
        });
        condition.atLeast().forEach((number, bound) -> {
            if (number == EventNumber.DURATION) {
                json.put(number.written(), bound.toPlainString() + " s");
            } else {
                json.put(number.written(), bound);
            }
        });
    }

    private static JsonNode oneOrMore(ArrayNode values) {
        return values.size() == 1 ? values.get(0) : values;
    }

    private static void putUnlessEmpty(ObjectNode json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }
}
