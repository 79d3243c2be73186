package dev.crmpulse.verify.explain;

import dev.crmpulse.engine.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why the facts of a history are what they are, as one timeline evaluates it.
 *
 * @param key what the history is about, such as {@code lead/L-17}
 * @param moved subjects of the histories that moved here: of merged leads, and of deals whose events do not all name their lead
 * @param timeline name of the timeline that evaluates it
 * @param horizon up to when silence has been evaluated, null where it has not
 * @param steps the accepted events in total order, in groups that were evaluated together, each with what it changed
 * @param facts the facts as they stand, by metric in the order of the catalogue
 * @param clocks those of the facts that are clocks of SLAs, by start and level
 * @param policies the versions of the rules by which the facts were evaluated
 * @param duplicates deliveries that did not count because another one does
 * @param late deliveries that did not count because they came too late
 */
public record Explanation(
        String tenant,
        String key,
        List<String> moved,
        String timeline,
        Instant horizon,
        List<Step> steps,
        List<StatedFact> facts,
        List<Clock> clocks,
        List<Policy> policies,
        List<Duplicate> duplicates,
        List<LateDelivery> late) {

    /** How many events count. */
    public long events() {
        return steps.stream().mapToLong(step -> step.events().size()).sum();
    }

    /** How many deliveries repeat the id of an event that counts. */
    public long repeated() {
        return duplicates.stream().filter(Duplicate::sameId).count();
    }

    /** One event and its effect; several where a history is long, and none where silence {@code until} then changed it. */
    public record Step(List<TimelineEvent> events, Instant until, List<Change> changes) {}

    /**
     * An event; what identifies a person is hidden.
     *
     * @param actorType human, bot, system, customer or empty
     * @param data what it says, by member, in the order of the contract; without notes and names of people
     * @param asked whether its id was asked for
     */
    public record TimelineEvent(
            Instant time,
            long sequence,
            String source,
            String id,
            String type,
            String actorType,
            String actor,
            String owner,
            Map<String, String> data,
            boolean asked) {}

    /** What became of a fact. */
    public enum Effect {
        NEW,
        CHANGED,
        GONE;

        /** The name in documents. */
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What an event did to a fact; the differences are none where the fact is gone. */
    public record Change(Effect effect, String fact, String id, List<Difference> differences) {}

    /** A value that changed; {@code before} is empty where there was none. */
    public record Difference(FactValue before, FactValue after) {}

    /** One fact; values in the order of its table. */
    public record StatedFact(String metric, String fact, String id, Map<String, FactValue> values) {
        /** A value as the view shows it. */
        public String shown(String column) {
            return values.get(column).shown();
        }
    }

    /**
     * A delivery that did not count.
     *
     * @param repeats id of the event that counts in its place
     * @param sameId whether that has the same source and id; else its contents are the same
     */
    public record Duplicate(TimelineEvent event, String repeats, boolean sameId) {}

    /**
     * A delivery that came too late to be evaluated.
     *
     * @param horizon up to when silence had been evaluated when it came
     */
    public record LateDelivery(TimelineEvent event, String reason, String remedy, Instant horizon) {}
}
