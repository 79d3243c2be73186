package dev.crmpulse.dashboards;

import java.util.Map;

/**
 * How values look.
 *
 * @param unit Grafana's name of it, null for a plain number
 * @param decimals null for as many as needed
 * @param color one of Grafana's names for all values, null where {@code steps} or the palette decide
 * @param steps colours from a value on, in ascending order; the first one, {@code base}, holds below all. Only where a
 *     colour means something
 * @param values vocabulary of the {@link Frame} that says what values are called
 * @param min least value of an axis or bar, null for any
 * @param max greatest value of an axis or bar, null for any
 * @param nothing what is said where there is no value, null for a dash
 */
public record Look(
        String unit,
        Integer decimals,
        String color,
        Map<String, String> steps,
        String values,
        Double min,
        Double max,
        Text nothing) {
    static final Look PLAIN = new Look(null, null, null, null, null, null, null, null);

    public Look {
        if (steps != null && (!steps.containsKey("base") || steps.size() < 2)) {
            throw new IllegalArgumentException("steps have a colour as base, and others from a value on");
        }
    }
}
