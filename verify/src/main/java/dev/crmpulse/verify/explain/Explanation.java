package dev.crmpulse.verify.explain;

import java.util.List;
import java.util.Map;

/**
 * Why the facts of a history are what they are, as one timeline evaluates it.
 *
 * @param key what the history is about, such as {@code lead/L-17}
 * @param steps the accepted events in total order, in groups that were evaluated together, each with what it changed
 * @param facts the facts as they stand, column by column
 * @param duplicates deliveries that did not count
 */
public record Explanation(
        String tenant, String key, List<Step> steps, List<StatedFact> facts, List<Duplicate> duplicates) {

    /** How many events count. */
    public long events() {
        return steps.stream().mapToLong(step -> step.events().size()).sum();
    }

    /** One event and its effect; several where a history is long, and none where silence until the horizon changed it. */
    public record Step(List<TimelineEvent> events, String until, List<Change> changes) {}

    /** An accepted event; what identifies a person is hidden. */
    public record TimelineEvent(
            String time, long sequence, String source, String id, String type, String actor, String says) {}

    /**
     * What became of a fact.
     *
     * @param verb new, changed or gone
     * @param columns what is new of it, as the view shows it
     */
    public record Change(String fact, String id, String verb, Map<String, String> columns) {}

    /** One fact; values as the view shows them. */
    public record StatedFact(String fact, String id, Map<String, String> values) {}

    /**
     * A delivery that did not count.
     *
     * @param repeats id of the event that counts in its place
     * @param sameId whether that has the same source and id; else its contents are the same
     */
    public record Duplicate(TimelineEvent event, String repeats, boolean sameId) {}
}
