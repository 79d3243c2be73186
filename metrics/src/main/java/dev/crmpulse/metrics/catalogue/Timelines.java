package dev.crmpulse.metrics.catalogue;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.KeyRule;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.metrics.assignment.AssignmentQueue;
import dev.crmpulse.metrics.customer.CustomerSlas;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** All timelines, each with the metrics that are on it. */
public final class Timelines {
    /** Histories of leads, and of deals without one. Events that no other timeline is home to are counted here. */
    public static final Timeline ENGAGEMENT = timeline(
            "engagement",
            Set.of(EntityKey.LEAD, EntityKey.DEAL),
            EnumSet.complementOf(EnumSet.of(
                    Family.SURVEY,
                    Family.RELATIONSHIP,
                    Family.PEOPLE,
                    Family.TEAMWORK,
                    Family.GOALS,
                    Family.HANDOVER,
                    Family.PROPOSAL,
                    Family.CONTRACT,
                    Family.ORDER,
                    Family.INVOICE,
                    Family.TICKET,
                    Family.IMPROVEMENT)));

    /**
     * Histories of customers: what they say when asked, visits, offers and what else is between them and us. What is won of a
     * customer is evaluated here too, and counted with its lead or deal.
     */
    public static final Timeline CUSTOMER = timeline(
            "customer",
            Set.of(EntityKey.CUSTOMER),
            EnumSet.of(Family.SURVEY, Family.RELATIONSHIP),
            CustomerSlas::keyOf);

    /** Histories of the people who sell, of what they do for one another and are given, and of the goals of teams. */
    public static final Timeline PEOPLE = timeline(
            "people", Set.of(EntityKey.REP, EntityKey.TEAM), EnumSet.of(Family.PEOPLE, Family.TEAMWORK, Family.GOALS));

    /** Histories of the rules of assignment, each in each region; the leads that they decide on count their events. */
    public static final Timeline QUEUE =
            timeline("queue", Set.of(EntityKey.QUEUE), EnumSet.noneOf(Family.class), AssignmentQueue::keyOf);

    /** Histories of customers who are handed from one person to another, each time. */
    public static final Timeline HANDOVER =
            timeline("handover", Set.of(EntityKey.HANDOVER), EnumSet.of(Family.HANDOVER));

    /** Histories of what follows a sale on paper, each its own: proposals, contracts, orders and invoices. */
    public static final Timeline DESK = timeline(
            "desk",
            Set.of(EntityKey.PROPOSAL, EntityKey.CONTRACT, EntityKey.ORDER, EntityKey.INVOICE),
            EnumSet.of(Family.PROPOSAL, Family.CONTRACT, Family.ORDER, Family.INVOICE));

    /**
     * Histories of tickets, and of the improvements that follow from them. What people write or log about a ticket itself is
     * evaluated here too, and counted with its lead or deal.
     */
    public static final Timeline TICKET = timeline(
            "ticket",
            Set.of(EntityKey.TICKET, EntityKey.IMPROVEMENT),
            EnumSet.of(Family.TICKET, Family.IMPROVEMENT),
            (subject, event) -> subject.kind().equals(EntityKey.TICKET) ? subject : null);

    /** Every timeline. */
    public static final List<Timeline> ALL = List.of(ENGAGEMENT, CUSTOMER, PEOPLE, QUEUE, HANDOVER, DESK, TICKET);

    /** Their names, in the same order. */
    public static final List<String> NAMES = ALL.stream().map(Timeline::name).toList();

    /** Whether any of them evaluates policies of a kind that are made for an entity. */
    public static boolean evaluate(PolicyKind kind, Entity entity) {
        return ALL.stream().anyMatch(timeline -> timeline.evaluates(kind, entity));
    }

    private static Timeline timeline(String name, Set<String> kinds, Set<Family> home) {
        return timeline(name, kinds, home, KeyRule.NONE);
    }

    private static Timeline timeline(String name, Set<String> kinds, Set<Family> home, KeyRule others) {
        return new Timeline(
                name,
                kinds,
                home,
                others,
                Metrics.ALL.stream()
                        .filter(metric -> metric.timeline().equals(name))
                        .<Fold<?, ?>>map(Metric::fold)
                        .toList());
    }

    private Timelines() {}
}
