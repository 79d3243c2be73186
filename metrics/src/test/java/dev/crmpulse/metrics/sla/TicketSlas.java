package dev.crmpulse.metrics.sla;

import static dev.crmpulse.engine.event.EventType.MESSAGE_RECEIVED;
import static dev.crmpulse.engine.event.EventType.TICKET_CLOSED;
import static dev.crmpulse.engine.event.EventType.TICKET_MERGED;
import static dev.crmpulse.engine.event.EventType.TICKET_OPENED;
import static dev.crmpulse.engine.event.EventType.TICKET_PAUSED;
import static dev.crmpulse.engine.event.EventType.TICKET_REOPENED;
import static dev.crmpulse.engine.event.EventType.TICKET_RESOLVED;
import static dev.crmpulse.engine.event.EventType.TICKET_RESPONDED;
import static dev.crmpulse.engine.event.EventType.TICKET_RESUMED;

import dev.crmpulse.engine.policy.EventCondition;
import dev.crmpulse.engine.policy.InteractionType;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.SlaPolicy.Episodes;
import java.util.List;

/** SLAs for tickets: a customer's message is answered within an hour, or four; a ticket within one hour and closed within 72. */
public final class TicketSlas {
    public static final Policies POLICIES = Policies.of(List.of(
            TestSla.forTicket("ticket-answer")
                    .startedBy(EventCondition.of(MESSAGE_RECEIVED))
                    .stoppedBy(EventCondition.of(InteractionType.ANSWER))
                    .episodes(Episodes.EACH)
                    .due("1 h", "4 h"),
            TestSla.forTicket("response")
                    .startedBy(TICKET_OPENED, TICKET_REOPENED)
                    .stoppedBy(TICKET_RESPONDED)
                    .cancelledBy(TICKET_RESOLVED, TICKET_CLOSED, TICKET_MERGED)
                    .episodes(Episodes.EACH)
                    .due("1 h"),
            TestSla.forTicket("closure")
                    .startedBy(TICKET_OPENED, TICKET_REOPENED)
                    .stoppedBy(TICKET_CLOSED)
                    .pausedBy(EventCondition.of(TICKET_PAUSED))
                    .resumedBy(EventCondition.of(TICKET_RESUMED))
                    .cancelledBy(TICKET_MERGED)
                    .episodes(Episodes.EACH)
                    .due("24 h", "72 h")));

    private TicketSlas() {}
}
