package dev.crmpulse.verify.check;

import java.util.List;

/**
 * How a metric compares.
 *
 * @param kind what it was compared with: {@code sql} for a truth query, {@code reference} for a reference
 * @param rows rows compared
 * @param differences the first few, empty where all agree
 */
public record MetricCheck(String metric, String view, String kind, long rows, List<Difference> differences) {
    public MetricCheck {
        differences = List.copyOf(differences);
    }
}
