package dev.crmpulse.verify.reference;

import java.math.BigDecimal;
import java.util.Set;

/** What an interaction of contact is, as the definitions of M1 and M8 say. */
final class Acts {
    private static final Set<String> SEEN_BY_THE_CUSTOMER = Set.of("call", "email", "meeting", "visit", "im", "sms");

    private Acts() {}

    /** M1: an outbound interaction of a person that the customer sees, or a connected call. */
    static boolean answers(PastEvent event) {
        boolean human = event.actorType().equals("human");
        if (event.is("message.sent")) {
            return human;
        }
        if (!event.is("activity.logged")) {
            return false;
        }
        boolean reachedOut = human
                && event.member("direction").equals("outbound")
                && SEEN_BY_THE_CUSTOMER.contains(event.member("channel"))
                && !isCallNobodyTook(event);
        return reachedOut || isConversation(event);
    }

    /** M2: the customer turned to us. */
    static boolean asks(PastEvent event) {
        if (event.is("message.received")) {
            return !event.actorType().equals("bot");
        }
        return event.is("activity.logged")
                && event.actorType().equals("customer")
                && event.member("direction").equals("inbound")
                && SEEN_BY_THE_CUSTOMER.contains(event.member("channel"))
                && !isConversation(event);
    }

    /** M8: both sides had a part in it. */
    static boolean isTwoWayContact(PastEvent event) {
        boolean human = event.actorType().equals("human");
        boolean customer = event.actorType().equals("customer");
        if (event.is("message.received")) {
            return !event.actorType().equals("bot") && !event.actorType().equals("system");
        }
        if (!event.is("activity.logged")) {
            return false;
        }
        boolean inbound = (human || customer)
                && event.member("direction").equals("inbound")
                && SEEN_BY_THE_CUSTOMER.contains(event.member("channel"))
                && !isCallNobodyTook(event);
        boolean met = human
                && Set.of("meeting", "visit").contains(event.member("channel"))
                && !event.member("direction").equals("internal");
        return inbound || met || isConversation(event);
    }

    /** A connected call that was no misdial. */
    static boolean isConversation(PastEvent event) {
        String duration = event.member("duration");
        return event.is("activity.logged")
                && Set.of("human", "customer").contains(event.actorType())
                && event.member("channel").equals("call")
                && event.member("connected").equals("true")
                && !event.member("direction").equals("internal")
                && (duration.isEmpty() || new BigDecimal(duration).compareTo(BigDecimal.TEN) >= 0);
    }

    private static boolean isCallNobodyTook(PastEvent event) {
        return event.member("channel").equals("call")
                && event.member("connected").equals("false");
    }
}
