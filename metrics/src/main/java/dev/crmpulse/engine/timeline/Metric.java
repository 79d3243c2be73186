package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.rollup.Rollup;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * All there is to say of a metric that has facts; it stands beside its fold. Timelines, tables, views, windows, what is
 * published and what {@code verify} compares follow from the one list of these.
 *
 * @param timeline name of the timeline whose histories it folds
 * @param rollup how its facts become windows, empty where nobody sums them
 * @param entities what its facts are about, by their column {@code entity}, where metrics of several timelines state the same
 *     facts; none where this metric alone does
 * @param derived what is published of its facts as events, empty where nothing is
 */
public record Metric(
        Fold<?, ?> fold,
        String timeline,
        Set<Entity> entities,
        Optional<Rollup> rollup,
        Optional<DerivedEvent> derived,
        Verification verification) {

    /** How facts are worked out once more from the raw events, apart from the fold. */
    public enum Verification {
        /** By the view {@code truth_<id>} in plain SQL. */
        TRUTH_VIEW,
        /** By a class beside the comparison: policies decide these facts in ways that SQL would not read well in. */
        REFERENCE
    }

    /** A metric on the timeline of that name, whose facts a truth view recomputes. */
    public static Metric of(Fold<?, ?> fold, String timeline) {
        return new Metric(fold, timeline, Set.of(), Optional.empty(), Optional.empty(), Verification.TRUTH_VIEW);
    }

    /** With facts that other timelines state about other entities. */
    public Metric about(Entity... about) {
        return new Metric(fold, timeline, Set.of(about), rollup, derived, verification);
    }

    /** With facts that add up to windows. */
    public Metric summed(Rollup summed) {
        return new Metric(fold, timeline, entities, Optional.of(summed), derived, verification);
    }

    /** With events that follow from its facts. */
    public Metric publishing(DerivedEvent event) {
        return new Metric(fold, timeline, entities, rollup, Optional.of(event), verification);
    }

    /** With a reference that recomputes its facts. */
    public Metric verifiedByReference() {
        return new Metric(fold, timeline, entities, rollup, derived, Verification.REFERENCE);
    }

    /** Its id in the catalogue, such as {@code M18}. */
    public String id() {
        return fold.metric();
    }

    public FactType<?> facts() {
        return fold.factType();
    }

    /** Name of the view of the histories that its timeline folds, recomputed from the raw events. */
    public String historyView() {
        return "truth_" + timeline + "_history";
    }

    /** Name of its view of recomputed facts, where it has one. */
    public String truthView() {
        return "truth_" + id().toLowerCase(Locale.ROOT);
    }
}
