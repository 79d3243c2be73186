package dev.crmpulse.metrics.service;

import static dev.crmpulse.engine.event.BinaryCodec.NO_TIME;

import dev.crmpulse.engine.contact.Contact;
import dev.crmpulse.engine.entity.DealOwner;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.event.TicketPayload;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.metrics.service.Ticket.Step;
import java.io.IOException;

/** How one ticket went so far. */
final class TicketProgress implements BinaryState {
    private String leadId = "";
    private String dealId = "";
    private String customerId = "";
    private final DealOwner owner = new DealOwner();

    private String kind = "";
    private String problemType = "";
    private boolean complex;
    private String channel = "";
    private String department = "";

    private long startedAt = NO_TIME;
    private TicketStatus status = TicketStatus.OPEN;
    private boolean deleted;
    private long pausedAt = NO_TIME;
    private long pausedMillis;
    private long endedAt = NO_TIME;

    private Step response;
    private String responder = "";
    private Step solution;
    private Step resolution;
    private Step closure;
    private int reopenedCount;
    private long reopenedAt = NO_TIME;
    private int handoverCount;
    private long loopStartedAt = NO_TIME;
    private long loopEndedAt = NO_TIME;
    private int touchCount;
    private long touchedAt = NO_TIME;

    /** Takes in the next event of the history; what happened before the opening says only whose the ticket is. */
    void apply(CrmEvent event) {
        owner.apply(event);
        leadId = leadId.isEmpty() ? event.leadId() : leadId;
        dealId = dealId.isEmpty() ? event.dealId() : dealId;
        customerId = customerId.isEmpty() ? event.customerId() : customerId;
        long at = event.timeMillis();
        if (event.payload() instanceof TicketPayload.Opened opened) {
            startedAt = isOpened() ? startedAt : at;
            describe(opened);
        }
        if (!isOpened()) {
            return;
        }
        switch (event.type()) {
            case TICKET_HANDED_OVER -> handOver((TicketPayload.HandedOver) event.payload(), at);
            case TICKET_PAUSED -> pause(at);
            case TICKET_RESUMED -> resume(at);
            case TICKET_SOLUTION_PROPOSED -> solution = stepped(solution, at);
            case TICKET_RESOLVED -> {
                end(TicketStatus.RESOLVED, at);
                solution = stepped(solution, at);
                resolution = stepped(resolution, at);
            }
            case TICKET_CLOSED -> {
                end(TicketStatus.CLOSED, at);
                closure = stepped(closure, at);
            }
            case TICKET_MERGED -> end(TicketStatus.MERGED, at);
            case TICKET_REOPENED -> reopen(at);
            case TICKET_DELETED -> deleted = true;
            default -> {}
        }
        if (isTouch(event)) {
            touch(event);
        }
    }

    private void describe(TicketPayload.Opened opened) {
        kind = opened.kind().isEmpty() ? kind : opened.kind();
        problemType = opened.problemType().isEmpty() ? problemType : opened.problemType();
        complex = opened.complex() == Flag.UNKNOWN ? complex : opened.complex() == Flag.YES;
        channel = opened.channel().isEmpty() ? channel : opened.channel();
        department = opened.department().isEmpty() ? department : opened.department();
    }

    private void handOver(TicketPayload.HandedOver to, long at) {
        if (!to.department().isEmpty() && !to.department().equals(department)) {
            department = to.department();
            handoverCount++;
            loopStartedAt = loopStartedAt == NO_TIME ? at : loopStartedAt;
        }
    }

    private void pause(long at) {
        if (status == TicketStatus.OPEN) {
            status = TicketStatus.PAUSED;
            pausedAt = at;
        }
    }

    private void resume(long at) {
        if (status == TicketStatus.PAUSED) {
            pausedMillis += at - pausedAt;
            pausedAt = NO_TIME;
            status = TicketStatus.OPEN;
        }
    }

    private void end(TicketStatus as, long at) {
        resume(at);
        endedAt = status.isEnded() ? endedAt : at;
        status = as;
        if (loopStartedAt != NO_TIME && loopEndedAt == NO_TIME) {
            loopEndedAt = at;
        }
    }

    private void reopen(long at) {
        deleted = false;
        if (status.isEnded()) {
            pausedMillis += at - endedAt;
            endedAt = NO_TIME;
            status = TicketStatus.OPEN;
            reopenedCount++;
            reopenedAt = at;
        }
    }

    private void touch(CrmEvent event) {
        if (response == null) {
            response = stepped(null, event.timeMillis());
            responder = event.byHuman() ? event.actor() : owner.orOfLead("");
        }
        touchCount++;
        touchedAt = event.timeMillis();
    }

    /** Whether a person did something that the customer sees. */
    private static boolean isTouch(CrmEvent event) {
        return switch (event.type()) {
            case TICKET_RESPONDED, TICKET_PROGRESS_SHARED, TICKET_SOLUTION_PROPOSED, TICKET_RESOLVED -> event.byHuman();
            default -> Contact.isAnswer(event);
        };
    }

    /** The step if it was taken before, else as taken now. */
    private Step stepped(Step before, long at) {
        long running = pausedAt == NO_TIME ? 0 : at - pausedAt;
        return before == null ? new Step(at, at - startedAt - pausedMillis - running) : before;
    }

    private boolean isOpened() {
        return startedAt != NO_TIME;
    }

    /** Whether it was opened and not deleted. */
    boolean exists() {
        return isOpened() && !deleted;
    }

    boolean isEnded() {
        return status.isEnded();
    }

    Ticket fact(EntityKey key) {
        return new Ticket(
                key.id(),
                new FactSubject(key.tenant(), leadId, dealId, customerId),
                owner.orOfLead(""),
                new Ticket.Nature(kind, problemType, complex, channel, department),
                new Ticket.Ladder(response, responder, solution, resolution, closure),
                new Ticket.Reopening(reopenedCount, reopenedAt),
                new Ticket.Loop(handoverCount, loopStartedAt, loopEndedAt),
                new Ticket.Touches(touchCount, touchedAt),
                status,
                startedAt,
                BinaryCodec.orNull(endedAt),
                pausedMillis);
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        leadId = f.text(leadId);
        dealId = f.text(dealId);
        customerId = f.text(customerId);
        owner.fields(f);
        kind = f.text(kind);
        problemType = f.text(problemType);
        complex = f.flag(complex);
        channel = f.text(channel);
        department = f.text(department);
        startedAt = f.time(startedAt);
        status = f.code(status, TicketStatus.CODES);
        deleted = f.flag(deleted);
        pausedAt = f.time(pausedAt);
        pausedMillis = f.varLong(pausedMillis);
        endedAt = f.time(endedAt);
        response = f.optional(response, Step.BLANK);
        responder = f.text(responder);
        solution = f.optional(solution, Step.BLANK);
        resolution = f.optional(resolution, Step.BLANK);
        closure = f.optional(closure, Step.BLANK);
        reopenedCount = f.varInt(reopenedCount);
        reopenedAt = f.time(reopenedAt);
        handoverCount = f.varInt(handoverCount);
        loopStartedAt = f.time(loopStartedAt);
        loopEndedAt = f.time(loopEndedAt);
        touchCount = f.varInt(touchCount);
        touchedAt = f.time(touchedAt);
    }
}
