package dev.crmpulse.engine.timeline;

import static dev.crmpulse.engine.event.EventType.MESSAGE_RECEIVED;
import static dev.crmpulse.engine.event.EventType.MESSAGE_SENT;

import dev.crmpulse.engine.entity.EntityTracking;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.EventCondition;
import dev.crmpulse.engine.policy.InteractionType;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.SlaPolicy.Episodes;
import dev.crmpulse.metrics.sla.SlaClockFold;
import dev.crmpulse.metrics.sla.TestSla;
import java.util.List;
import java.util.Set;

/**
 * A toy timeline of tickets beside that of leads: a message about a ticket of a lead is counted with the lead and
 * evaluated on both. A customer's message on a ticket is to be answered within an hour, or four.
 */
public final class TicketTimeline {
    public static final Metric SLA_CLOCK = Metric.of(
                    new SlaClockFold(EntityTracking.single(Entity.TICKET, Set.of(MESSAGE_RECEIVED, MESSAGE_SENT))),
                    "ticket")
            .about(Entity.TICKET)
            .summed(SlaClockFold.ROLLUP)
            .verifiedByReference();

    public static final Timeline TIMELINE = new Timeline(
            "ticket",
            Set.of("ticket"),
            Set.of(),
            (subject, event) -> subject.kind().equals("ticket") ? subject : null,
            List.of(SLA_CLOCK.fold()));

    public static final Policies POLICIES = Policies.of(List.of(TestSla.forTicket("ticket-answer")
            .startedBy(EventCondition.of(MESSAGE_RECEIVED))
            .stoppedBy(EventCondition.of(InteractionType.ANSWER))
            .episodes(Episodes.EACH)
            .due("1 h", "4 h")));

    private TicketTimeline() {}
}
