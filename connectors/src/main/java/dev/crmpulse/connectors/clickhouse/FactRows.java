package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.timeline.Metric;
import java.util.stream.Collectors;

/** Which rows of a fact view a metric states, as SQL. */
public final class FactRows {
    private FactRows() {}

    /** A condition on the view: that of the entities where several metrics state the same facts, else that of all rows. */
    public static String of(Metric metric) {
        return metric.entities().isEmpty()
                ? "true"
                : metric.entities().stream()
                        .map(Entity::written)
                        .sorted()
                        .collect(Collectors.joining("', '", "entity IN ('", "')"));
    }
}
