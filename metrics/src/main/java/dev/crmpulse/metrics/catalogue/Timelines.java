package dev.crmpulse.metrics.catalogue;

import dev.crmpulse.metrics.event.Family;
import dev.crmpulse.metrics.timeline.Fold;
import dev.crmpulse.metrics.timeline.Metric;
import dev.crmpulse.metrics.timeline.Timeline;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All timelines, each with the metrics that are on it. */
public final class Timelines {
    /** Histories of leads, and of deals without one. */
    public static final Timeline ENGAGEMENT = timeline("engagement");

    /** Histories of customers: what they say when asked. */
    public static final Timeline CUSTOMER = timeline("customer");

    /** Histories of the people who sell. */
    public static final Timeline PEOPLE = timeline("people");

    /** Every timeline. */
    public static final List<Timeline> ALL = List.of(ENGAGEMENT, CUSTOMER, PEOPLE);

    /** Their names, in the same order. */
    public static final List<String> NAMES = ALL.stream().map(Timeline::name).toList();

    private static final Map<Family, Timeline> BY_FAMILY = Arrays.stream(Family.values())
            .collect(Collectors.toMap(
                    Function.identity(), Timelines::home, (a, b) -> a, () -> new EnumMap<>(Family.class)));

    /** The one timeline that evaluates the events of a family. Engagement keeps what no metric reads, so that it is counted. */
    public static Timeline of(Family family) {
        return BY_FAMILY.get(family);
    }

    private static Timeline home(Family family) {
        return switch (family) {
            case LEAD, CONTACT, DEAL, OTHER -> ENGAGEMENT;
            case SURVEY -> CUSTOMER;
            case PEOPLE -> PEOPLE;
        };
    }

    private static Timeline timeline(String name) {
        return new Timeline(
                name,
                Metrics.ALL.stream()
                        .filter(metric -> metric.timeline().equals(name))
                        .<Fold<?, ?>>map(Metric::fold)
                        .toList());
    }

    private Timelines() {}
}
