package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.contact.Contact;
import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Follows who a lead belongs to: whom it was given to, else who answered it first and was not taken off it, so that every metric that names an
 * owner and the response time itself agree.
 */
public final class LeadOwner {
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
        UNKNOWN(0),
        WAITING(1),
        ANSWERED(2),
        CANCELLED(3),
        /** It ended before it was created. */
        OVER(4);

        private final int code;

        Phase(int code) {
            this.code = code;
        }

        static Phase ofCode(int code) throws IOException {
            return switch (code) {
                case 0 -> UNKNOWN;
                case 1 -> WAITING;
                case 2 -> ANSWERED;
                case 3 -> CANCELLED;
                case 4 -> OVER;
                default -> throw new IOException("unknown phase code " + code);
            };
        }
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

    public void write(DataOutput out) throws IOException {
        out.writeByte(phase.code);
        BinaryCodec.writeText(out, owner);
        BinaryCodec.writeText(out, responder);
    }

    public static LeadOwner read(DataInput in) throws IOException {
        LeadOwner lead = new LeadOwner();
        lead.phase = Phase.ofCode(in.readUnsignedByte());
        lead.owner = BinaryCodec.readText(in);
        lead.responder = BinaryCodec.readText(in);
        return lead;
    }
}
