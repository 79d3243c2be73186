package dev.crmpulse.local.explain;

import dev.crmpulse.metrics.fact.FactType;
import java.util.List;
import java.util.Map;

/**
 * Why the facts of a root are what they are.
 *
 * @param steps the accepted events in total order, each with what it changed
 * @param facts the facts as they stand, column by column
 * @param duplicates deliveries that did not count
 */
public record Explanation(String tenant, String root, List<Step> steps, List<StatedFact> facts, long duplicates) {

    /**
     * One event and its effect.
     *
     * @param changes such as {@code first_response 173688: ended_at, calendar_seconds 3600.000}
     */
    public record Step(String time, String type, String actor, String actorType, String says, List<String> changes) {}

    /** One fact; values as the view shows them. */
    public record StatedFact(FactType<?> type, String id, Map<String, String> values) {}
}
