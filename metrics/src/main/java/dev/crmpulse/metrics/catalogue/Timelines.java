package dev.crmpulse.metrics.catalogue;

import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.KeyRule;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.engine.timeline.Timeline;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** All timelines, each with the metrics that are on it. */
public final class Timelines {
    /** Histories of leads, and of deals without one. Events that no metric reads are counted here. */
    public static final Timeline ENGAGEMENT =
            timeline("engagement", EnumSet.of(Family.LEAD, Family.CONTACT, Family.DEAL, Family.OTHER), KeyRule.NONE);

    /** Histories of customers: what they say when asked. */
    public static final Timeline CUSTOMER = timeline("customer", EnumSet.of(Family.SURVEY), KeyRule.NONE);

    /** Histories of the people who sell. */
    public static final Timeline PEOPLE = timeline("people", EnumSet.of(Family.PEOPLE), KeyRule.NONE);

    /** Every timeline. */
    public static final List<Timeline> ALL = List.of(ENGAGEMENT, CUSTOMER, PEOPLE);

    /** Their names, in the same order. */
    public static final List<String> NAMES = ALL.stream().map(Timeline::name).toList();

    private static Timeline timeline(String name, Set<Family> home, KeyRule others) {
        return new Timeline(
                name,
                home,
                others,
                Metrics.ALL.stream()
                        .filter(metric -> metric.timeline().equals(name))
                        .<Fold<?, ?>>map(Metric::fold)
                        .toList());
    }

    private Timelines() {}
}
