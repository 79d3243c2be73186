package dev.crmpulse.local.sim;

import dev.crmpulse.metrics.event.ActorType;
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
    private static final double NOTED = 0.6;
    private static final double BY_SCRIPT = 0.8;

    private final String chatChannel;

    Contacts(String chatChannel) {
        this.chatChannel = chatChannel;
    }

    /** A call that somebody took. */
    EventDraft call(Engagement with, long at) {
        Chance chance = with.chance();
        return outbound(with, "call", at)
                .with("connected", true)
                .with("duration", (int) chance.logNormal(240, 0.8))
                .with("script_followed", chance.hit(BY_SCRIPT))
                .with("notes", notes(chance));
    }

    /** A call that nobody took. */
    EventDraft missedCall(Engagement with, long at) {
        return outbound(with, "call", at).with("connected", false).with("outcome", "no answer");
    }

    EventDraft email(Engagement with, long at) {
        Chance chance = with.chance();
        return outbound(with, "email", at).with("attachment", chance.hit(0.3)).with("notes", notes(chance));
    }

    EventDraft meeting(Engagement with, long at) {
        Chance chance = with.chance();
        return outbound(with, chance.hit(0.4) ? "visit" : "meeting", at)
                .with("duration", 60 * chance.between(25, 110))
                .with("notes", notes(chance));
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
        return with.chance().hit(0.55) ? customerChats(with, at) : customerWrites(with, "email", at);
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
    static EventDraft promising(EventDraft event, Chance chance, long atMillis) {
        return event.with("next_step", chance.oneOf(NEXT_STEPS)).with("next_step_at", EventWriter.text(atMillis));
    }

    private static EventDraft outbound(Engagement with, String channel, long at) {
        return with.event("activity.logged", at)
                .byRep(with.owner())
                .with("channel", channel)
                .with("direction", "outbound");
    }

    private static String notes(Chance chance) {
        return chance.hit(NOTED) ? chance.oneOf(NOTES) : "";
    }
}
