package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.event.ActorType;
import java.util.List;

/** Words and talks between customers and the people of a tenant, as a CRM logs them. */
final class Contacts {
    private static final String AUTO_REPLY = "auto-reply";
    private static final List<String> NOTES = List.of(
            "asked for references",
            "needs an offer for two sites",
            "compares with another supplier",
            "budget is decided next month",
            "wants to see it running",
            "asked for a discount",
            "technical questions are settled",
            "waits for the purchasing department");
    private static final List<String> NEXT_STEPS = List.of("call", "send offer", "demo", "meeting");
    private static final int FIELDS = 8;
    /** One record of so many lacks a field. */
    private static final int INCOMPLETE = 6;

    private static final double NOTED = 0.6;
    private static final double BY_SCRIPT = 0.8;

    private final String chatChannel;

    Contacts(String chatChannel) {
        this.chatChannel = chatChannel;
    }

    /** A call that somebody took. */
    EventDraft call(Engagement with, long at) {
        SeededRandom random = with.random();
        return outbound(with, "call", at)
                .with("connected", true)
                .with("duration", (int) random.logNormal(240, 0.8))
                .with("script_followed", random.hit(BY_SCRIPT))
                .with("notes", notes(with, random));
    }

    /** A call that nobody took. */
    EventDraft missedCall(Engagement with, long at) {
        return outbound(with, "call", at).with("connected", false).with("outcome", "no answer");
    }

    EventDraft email(Engagement with, long at) {
        SeededRandom random = with.random();
        return outbound(with, "email", at).with("attachment", random.hit(0.3)).with("notes", notes(with, random));
    }

    EventDraft meeting(Engagement with, long at) {
        SeededRandom random = with.random();
        return outbound(with, random.hit(0.4) ? "visit" : "meeting", at)
                .with("duration", 60 * random.between(25, 110))
                .with("notes", notes(with, random));
    }

    /** A note that the customer does not see. */
    EventDraft note(Engagement of, long at) {
        return of.event("activity.logged", at)
                .byRep(of.owner())
                .with("channel", "note")
                .with("direction", "internal")
                .with("notes", "no news");
    }

    EventDraft chat(Engagement with, long at) {
        return with.event("message.sent", at).byRep(with.owner()).with("channel", chatChannel);
    }

    /** The machine's thanks for a message; nobody has read it yet. */
    EventDraft autoReply(Engagement with, long at) {
        return with.event("message.sent", at).by(ActorType.BOT, AUTO_REPLY).with("channel", chatChannel);
    }

    EventDraft customerWrites(Engagement with, long at) {
        return with.random().hit(0.55) ? customerChats(with, at) : customerWrites(with, "email", at);
    }

    EventDraft customerChats(Engagement with, long at) {
        return customerWrites(with, chatChannel, at);
    }

    private static EventDraft customerWrites(Engagement with, String channel, long at) {
        return with.event("message.received", at)
                .by(ActorType.CUSTOMER, with.customerId())
                .with("channel", channel);
    }

    /** The customer called, and nobody was there. */
    EventDraft customerCallsInVain(Engagement with, long at) {
        return with.event("activity.logged", at)
                .by(ActorType.CUSTOMER, with.customerId())
                .with("channel", "call")
                .with("direction", "inbound")
                .with("connected", false);
    }

    /** What was promised to happen next, and when. */
    static EventDraft promising(EventDraft event, SeededRandom random, long atMillis) {
        return event.with("next_step", random.oneOf(NEXT_STEPS)).with("next_step_at", EventWriter.text(atMillis));
    }

    private static EventDraft outbound(Engagement with, String channel, long at) {
        return with.event("activity.logged", at)
                .byRep(with.owner())
                .with("channel", channel)
                .with("direction", "outbound")
                .with("fields_filled", with.eventCount() % INCOMPLETE == 0 ? FIELDS - 1 : FIELDS)
                .with("fields_required", FIELDS);
    }

    /** Of each contact other words, as of somebody who was there. */
    private static String notes(Engagement with, SeededRandom random) {
        return random.hit(NOTED) ? with.leadId() + ", contact " + with.eventCount() + ": " + random.oneOf(NOTES) : "";
    }
}
