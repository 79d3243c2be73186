package dev.crmpulse.verify.check;

import java.util.List;

/**
 * How a metric compares.
 *
 * @param kind what it was compared with: {@code sql} for a truth query, {@code reference} for a reference; {@code view} for a view over compared
 *     facts, of which only the rows are counted
 * @param rows rows compared
 * @param differences the first few, empty where all agree
 */
public record MetricCheck(String metric, String view, String kind, long rows, List<Difference> differences) {
    static final String VIEW = "view";

    public MetricCheck {
        differences = List.copyOf(differences);
    }

    /** How it came out in a word or two. */
    public String outcome() {
        if (!differences.isEmpty()) {
            return "DIFFERENT";
        }
        return kind.equals(VIEW) ? "of these facts" : "equal";
    }
}
