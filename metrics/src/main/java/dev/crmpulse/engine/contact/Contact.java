package dev.crmpulse.engine.contact;

import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.engine.event.ContactPayload.Activity;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Flag;
import java.math.BigDecimal;

/** What an act meant between a customer and us: whether it answers, asks, or both sides took part. */
public final class Contact {
    /** A shorter connected call is a misdial; for a call that we made, having called is what counts. */
    private static final BigDecimal SHORTEST_TALK_SECONDS = BigDecimal.TEN;

    private Contact() {}

    /** Whether a person reached out to the customer, or both talked: what ends the customer's wait (M1, M2). */
    public static boolean isAnswer(CrmEvent event) {
        if (event.payload() instanceof Activity activity) {
            boolean reachedOut = event.byHuman()
                    && activity.direction().equals("outbound")
                    && isSeenByCustomer(activity)
                    && !isMissedCall(activity);
            return reachedOut || isConversation(event, activity);
        }
        return event.type() == EventType.MESSAGE_SENT && event.byHuman();
    }

    /** Whether both sides spoke in a connected call, whoever called. */
    public static boolean isConversation(CrmEvent event) {
        return event.payload() instanceof Activity activity && isConversation(event, activity);
    }

    /**
     * Whether the customer turned to us and now waits (M2). What a person logs as inbound is that person's note and
     * asks for nothing.
     */
    public static boolean isInbound(CrmEvent event) {
        if (event.payload() instanceof Activity activity) {
            return event.actorType() == ActorType.CUSTOMER
                    && activity.direction().equals("inbound")
                    && isSeenByCustomer(activity)
                    && !isConversation(event, activity);
        }
        return event.type() == EventType.MESSAGE_RECEIVED && event.actorType() != ActorType.BOT;
    }

    /**
     * Whether the customer took part: wrote, talked, met, or came in by an act that a person logged. What we only sent,
     * notes, and acts of bots and systems are no contact (M8).
     */
    public static boolean isTwoWay(CrmEvent event) {
        if (event.payload() instanceof Activity activity) {
            boolean cameIn = byPerson(event)
                    && activity.direction().equals("inbound")
                    && isSeenByCustomer(activity)
                    && !isMissedCall(activity);
            boolean met = event.byHuman()
                    && !activity.direction().equals("internal")
                    && (activity.channel().equals("meeting")
                            || activity.channel().equals("visit"));
            return cameIn || met || isConversation(event, activity);
        }
        return event.type() == EventType.MESSAGE_RECEIVED
                && event.actorType() != ActorType.BOT
                && event.actorType() != ActorType.SYSTEM;
    }

    /** Whether a person and the customer were in contact, or one of them tried (M10). */
    public static boolean isContact(CrmEvent event) {
        if (event.payload() instanceof Activity activity) {
            return byPerson(event)
                    && isSeenByCustomer(activity)
                    && !activity.direction().equals("internal");
        }
        return (event.type() == EventType.MESSAGE_SENT && event.byHuman())
                || (event.type() == EventType.MESSAGE_RECEIVED && event.actorType() != ActorType.BOT);
    }

    /** Whether in a contact a person turned to the customer, or tried: not where the customer came to us (M10). */
    public static boolean isFollowUp(CrmEvent event) {
        if (event.payload() instanceof Activity activity) {
            return isContact(event) && event.byHuman() && !activity.direction().equals("inbound");
        }
        return event.type() == EventType.MESSAGE_SENT && event.byHuman();
    }

    private static boolean isConversation(CrmEvent event, Activity activity) {
        return activity.channel().equals("call")
                && !activity.direction().equals("internal")
                && activity.connected() == Flag.YES
                && byPerson(event)
                && (activity.durationSeconds() == null
                        || activity.durationSeconds().compareTo(SHORTEST_TALK_SECONDS) >= 0);
    }

    private static boolean byPerson(CrmEvent event) {
        return event.byHuman() || event.actorType() == ActorType.CUSTOMER;
    }

    private static boolean isMissedCall(Activity activity) {
        return activity.channel().equals("call") && activity.connected() == Flag.NO;
    }

    private static boolean isSeenByCustomer(Activity activity) {
        return switch (activity.channel()) {
            case "call", "email", "meeting", "visit", "im", "sms" -> true;
            default -> false;
        };
    }
}
