package dev.crmpulse.dashboards.alerting;

import java.util.List;

/**
 * Which values are an alert.
 *
 * @param above those above it; null where a range is given
 * @param outside those below its first or above its second value; null where a threshold is given
 */
public record Condition(Double above, List<Double> outside) {
    public Condition {
        if ((above == null) == (outside == null) || (outside != null && outside.size() != 2)) {
            throw new IllegalArgumentException("a condition is either above: number, or outside: [low, high]");
        }
        outside = outside == null ? null : List.copyOf(outside);
    }

    String evaluator() {
        return above == null ? "outside_range" : "gt";
    }

    List<Double> parameters() {
        return above == null ? outside : List.of(above);
    }
}
