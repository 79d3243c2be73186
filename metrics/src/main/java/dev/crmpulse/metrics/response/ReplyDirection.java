package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.contact.Contact;
import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.FactType;

/** Who waits for whose reply. */
enum ReplyDirection {
    /** From the oldest unanswered message of a customer to the next act of a person. */
    TO_CUSTOMER("M2") {
        @Override
        FactType<Reply> factType() {
            return NextResponse.TYPE;
        }

        @Override
        void apply(Waits waits, CrmEvent event) {
            PendingReply open = waits.open();
            if (Contact.isInbound(event)) {
                waits.ask(event);
            } else if (Contact.isAnswer(event)) {
                PendingReply answered = waits.reply(event);
                if (answered != null) {
                    answered.creditTo(
                            event.actorType() == ActorType.CUSTOMER ? answered.ownerAtReply() : event.actor());
                }
            } else if (open != null && event.type() == EventType.MESSAGE_SENT && event.actorType() == ActorType.BOT) {
                open.noteBot(event.timeMillis());
            }
        }

        @Override
        boolean isDue(Waits waits) {
            return waits.open() != null;
        }
    },
    /** From the oldest unanswered message of a person to the customer's next act. */
    FROM_CUSTOMER("M2b") {
        @Override
        FactType<Reply> factType() {
            return CustomerReply.TYPE;
        }

        @Override
        void apply(Waits waits, CrmEvent event) {
            if (Contact.isInbound(event) || Contact.isConversation(event)) {
                waits.reply(event);
            } else if (Contact.isAnswer(event)) {
                PendingReply begun = waits.ask(event);
                if (begun != null) {
                    begun.creditTo(event.actor());
                }
            }
        }

        @Override
        boolean isDue(Waits waits) {
            // nobody owes us a reply: a customer who stays silent must not keep a history for ever
            return false;
        }
    };

    private final String metric;

    ReplyDirection(String metric) {
        this.metric = metric;
    }

    String metric() {
        return metric;
    }

    abstract FactType<Reply> factType();

    /** Takes in who turned to whom with an event. */
    abstract void apply(Waits waits, CrmEvent event);

    /** Whether somebody owes a reply. */
    abstract boolean isDue(Waits waits);
}
