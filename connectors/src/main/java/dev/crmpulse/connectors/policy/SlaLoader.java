package dev.crmpulse.connectors.policy;

import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Items;
import dev.crmpulse.metrics.policy.ClockTime;
import dev.crmpulse.metrics.policy.Entity;
import dev.crmpulse.metrics.policy.Episodes;
import dev.crmpulse.metrics.policy.EscalationLevel;
import dev.crmpulse.metrics.policy.PlannedDate;
import dev.crmpulse.metrics.policy.SlaPolicy;
import dev.crmpulse.metrics.policy.WhenKept;
import java.util.List;

/** Reads an SLA. */
final class SlaLoader {
    /** Word for time as it passes; {@link #BUSINESS} for working time by the tenant's calendar, else a calendar's id. */
    static final String LITERAL = "literal";

    static final String BUSINESS = "business";

    static final List<String> KNOWN = List.of(
            "entity",
            "start",
            "stop",
            "pause",
            "resume",
            "cancel",
            "planned",
            "calendar",
            "episodes",
            "repeating",
            "levels");

    private static final PlannedDate[] DATES = {PlannedDate.NEXT_STEP_AT};

    private SlaLoader() {}

    static SlaPolicy load(YamlFields written) {
        String calendar = written.requiredText("calendar");
        boolean ofOwn = !calendar.equals(LITERAL) && !calendar.equals(BUSINESS);
        return Values.built(
                written,
                () -> new SlaPolicy(
                        PolicyLoader.head(written),
                        Values.oneOf(written, "entity", "entity", Entity.values(), Entity::written),
                        ConditionsLoader.optional(written, "start"),
                        ConditionsLoader.optional(written, "stop"),
                        ConditionsLoader.optional(written, "pause"),
                        ConditionsLoader.optional(written, "resume"),
                        ConditionsLoader.optional(written, "cancel"),
                        written.has("planned")
                                ? Values.oneOf(written, "planned", "date", DATES, PlannedDate::written)
                                : PlannedDate.NONE,
                        calendar.equals(LITERAL) ? ClockTime.LITERAL : ClockTime.BUSINESS,
                        ofOwn ? calendar : "",
                        Values.oneOf(written, "episodes", "word for episodes", Episodes.values(), Episodes::written),
                        whenKept(written),
                        levels(written)));
    }

    private static WhenKept whenKept(YamlFields written) {
        return switch (written.text("repeating", "false")) {
            case "true" -> WhenKept.REPEAT;
            case "false" -> WhenKept.REST;
            default -> throw written.required("repeating").place().error("'repeating' is true or false");
        };
    }

    /** An SLA without levels, written as an empty list, is not made: a tenant leaves a general one out by it. */
    private static List<EscalationLevel> levels(YamlFields written) {
        if (written.required("levels") instanceof Items list && list.items().isEmpty()) {
            return List.of();
        }
        return written.requiredItems("levels").stream().map(SlaLoader::level).toList();
    }

    private static EscalationLevel level(YamlNode node) {
        YamlFields level = YamlFields.of(node, "a level", List.of("name", "target"));
        return new EscalationLevel(level.requiredText("name"), Values.span(level, "target"));
    }
}
