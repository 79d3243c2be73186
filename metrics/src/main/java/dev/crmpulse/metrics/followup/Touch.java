package dev.crmpulse.metrics.followup;

import dev.crmpulse.engine.contact.Contact;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.ContactPayload.Activity;
import dev.crmpulse.engine.event.ContactPayload.Completeness;
import dev.crmpulse.engine.event.ContactPayload.MessageReceived;
import dev.crmpulse.engine.event.ContactPayload.MessageSent;
import dev.crmpulse.engine.event.ContactPayload.Notes;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.policy.PlannedDate;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;

/**
 * One contact as it is remembered. Times are milliseconds since 1970 UTC, {@link BinaryCodec#NO_TIME} where unknown.
 *
 * @param followUp whether a person turned to the customer
 * @param nextStepAt for when the next step was promised
 * @param logged what was recorded of it; of a message no more than its channel and direction
 */
record Touch(Recording recording, Parties parties, boolean followUp, long nextStepAt, Activity logged)
        implements BinaryValue<Touch> {
    /** One to be read. */
    static final Touch BLANK =
            new Touch(new Recording("", "", 0, 0), new Parties("", "", "", "", ""), false, 0, message("", ""));

    /** Which event it is, when it happened and when it was stored. */
    record Recording(String source, String id, long at, long recordedAt) {
        Recording fields(BinaryFields f) throws IOException {
            return new Recording(f.text(source), f.text(id), f.fixedLong(at), f.time(recordedAt));
        }
    }

    /** Who took part, and whose it was; empty where unknown. */
    record Parties(String actor, String actorType, String owner, String dealId, String customerId) {
        Parties fields(BinaryFields f) throws IOException {
            return new Parties(f.text(actor), f.text(actorType), f.text(owner), f.text(dealId), f.text(customerId));
        }
    }

    /**
     * The contact that an event is.
     *
     * @param owner whose the lead or deal was before it
     */
    static Touch of(CrmEvent event, String owner, TenantPolicies policies) {
        Long nextStepAt = PlannedDate.NEXT_STEP_AT.of(
                event, policies.profile(event.timeMillis()).zone());
        return new Touch(
                new Recording(
                        event.source(),
                        event.id(),
                        event.timeMillis(),
                        event.recordedAtMillis() == CrmEvent.NOT_RECORDED
                                ? BinaryCodec.NO_TIME
                                : event.recordedAtMillis()),
                new Parties(event.actor(), event.actorType().contractName(), owner, event.dealId(), event.customerId()),
                Contact.isFollowUp(event),
                nextStepAt == null ? BinaryCodec.NO_TIME : nextStepAt,
                logged(event));
    }

    private static Activity logged(CrmEvent event) {
        if (event.payload() instanceof MessageSent sent) {
            return message(sent.channel(), "outbound");
        }
        return event.payload() instanceof MessageReceived received
                ? message(received.channel(), "inbound")
                : (Activity) event.payload();
    }

    private static Activity message(String channel, String direction) {
        return new Activity(
                channel,
                direction,
                null,
                Flag.UNKNOWN,
                "",
                Flag.UNKNOWN,
                Notes.NONE,
                "",
                "",
                Flag.UNKNOWN,
                Completeness.UNKNOWN,
                Flag.UNKNOWN);
    }

    Long durationMillis() {
        return logged.durationSeconds() == null
                ? null
                : (Long) logged.durationSeconds().movePointRight(3).longValue();
    }

    Long recordingDelayMillis() {
        return recording.recordedAt == BinaryCodec.NO_TIME ? null : (Long) (recording.recordedAt - recording.at);
    }

    @Override
    public Touch fields(BinaryFields f) throws IOException {
        return new Touch(
                recording.fields(f), parties.fields(f), f.flag(followUp), f.time(nextStepAt), logged.fields(f));
    }
}
