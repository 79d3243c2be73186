package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.contact.Contact;
import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.Codes;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import java.io.IOException;

/**
 * Follows who a lead belongs to: whom it was given to, else who answered it first and was not taken off it, so that every metric that names an
 * owner and the response time itself agree.
 */
public final class LeadOwner implements BinaryState {
    /** What an event meant for the lead. */
    public enum Step {
        NONE,
        CREATED,
        ASSIGNED,
        ANSWERED,
        /** It ended, maybe before it was created. */
        CANCELLED
    }

    private enum Phase {
        UNKNOWN,
        WAITING,
        ANSWERED,
        CANCELLED,
        /** It ended before it was created. */
        OVER;

        static final Codes<Phase> CODES = Codes.of(UNKNOWN, WAITING, ANSWERED, CANCELLED, OVER);
    }

    private Phase phase = Phase.UNKNOWN;
    private String owner = "";
    private String responder = "";

    /** Takes in the next event of the lead's history. */
    public Step apply(CrmEvent event) {
        return switch (event.type()) {
            case LEAD_CREATED -> {
                if (event.clears(DataMember.OWNER)) {
                    owner = "";
                }
                name(event.owner());
                yield create();
            }
            case LEAD_ASSIGNED -> {
                name(event.owner());
                yield event.owner().isEmpty() ? Step.NONE : Step.ASSIGNED;
            }
            case LEAD_UNASSIGNED -> {
                owner = "";
                yield Step.NONE;
            }
            case LEAD_DISQUALIFIED, LEAD_MERGED, LEAD_DELETED -> cancel();
            case ACTIVITY_LOGGED, MESSAGE_SENT -> Contact.isAnswer(event) ? answer(event) : Step.NONE;
            default -> Step.NONE;
        };
    }

    /** The owner as of the events so far; empty while there is none. */
    public String owner() {
        return owner;
    }

    /** Whom the first answer is credited to; empty where the CRM does not say, or before it. */
    public String responder() {
        return responder;
    }

    /** Whether somebody is still expected to answer. */
    public boolean isWaiting() {
        return phase == Phase.WAITING;
    }

    /** Whether the lead was created and nobody has answered, be it still expected or not. */
    public boolean isUnanswered() {
        return phase == Phase.WAITING || phase == Phase.CANCELLED;
    }

    private void name(String named) {
        owner = named.isEmpty() ? owner : named;
    }

    private Step create() {
        Phase before = phase;
        switch (before) {
            case UNKNOWN -> phase = Phase.WAITING;
            case OVER -> phase = Phase.CANCELLED;
            default -> {}
        }
        return phase == before ? Step.NONE : Step.CREATED;
    }

    private Step cancel() {
        if (phase == Phase.UNKNOWN) {
            phase = Phase.OVER;
            return Step.CANCELLED;
        }
        return endWaiting(Phase.CANCELLED, Step.CANCELLED);
    }

    private Step answer(CrmEvent event) {
        Step step = endWaiting(Phase.ANSWERED, Step.ANSWERED);
        if (step == Step.ANSWERED) {
            responder = event.actorType() == ActorType.CUSTOMER ? owner : event.actor();
            owner = owner.isEmpty() ? responder : owner;
        }
        return step;
    }

    private Step endWaiting(Phase end, Step step) {
        if (phase != Phase.WAITING) {
            return Step.NONE;
        }
        phase = end;
        return step;
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        phase = f.code(phase, Phase.CODES);
        owner = f.text(owner);
        responder = f.text(responder);
    }
}
