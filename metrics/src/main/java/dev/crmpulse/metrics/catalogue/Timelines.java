package dev.crmpulse.metrics.catalogue;

import dev.crmpulse.metrics.event.Family;
import dev.crmpulse.metrics.funnel.FunnelFold;
import dev.crmpulse.metrics.people.PeopleFold;
import dev.crmpulse.metrics.pipeline.SalesCycleFold;
import dev.crmpulse.metrics.pipeline.StageDwellFold;
import dev.crmpulse.metrics.response.CustomerReplyFold;
import dev.crmpulse.metrics.response.FirstResponseFold;
import dev.crmpulse.metrics.response.NextResponseFold;
import dev.crmpulse.metrics.response.OwnerSpanFold;
import dev.crmpulse.metrics.sla.SlaClockFold;
import dev.crmpulse.metrics.survey.SurveyAnswerFold;
import dev.crmpulse.metrics.survey.SurveyRequestFold;
import dev.crmpulse.metrics.tier.LeadTierFold;
import dev.crmpulse.metrics.timeline.Timeline;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All timelines and the metrics on them. A new metric is one more line here. */
public final class Timelines {
    /** Histories of leads, and of deals without one. */
    public static final Timeline ENGAGEMENT = new Timeline(
            "engagement",
            List.of(
                    new FirstResponseFold(), //
                    new NextResponseFold(),
                    new CustomerReplyFold(),
                    new OwnerSpanFold(),
                    new StageDwellFold(),
                    new SalesCycleFold(),
                    new SlaClockFold(),
                    new LeadTierFold(),
                    new FunnelFold()));

    /** Histories of customers: what they say when asked. */
    public static final Timeline CUSTOMER = new Timeline(
            "customer",
            List.of(
                    new SurveyAnswerFold(), //
                    new SurveyRequestFold()));

    /** Histories of the people who sell. */
    public static final Timeline PEOPLE = new Timeline("people", List.of(new PeopleFold()));

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

    private Timelines() {}
}
