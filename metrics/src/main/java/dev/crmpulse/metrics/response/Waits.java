package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.entity.EngagementOwners;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.ContactPayload.Activity;
import dev.crmpulse.engine.event.ContactPayload.MessageReceived;
import dev.crmpulse.engine.event.ContactPayload.MessageSent;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The waits of one side for the other in one history. They follow one another: only the last may be open. */
final class Waits implements BinaryState {
    private final EngagementOwners owners = new EngagementOwners();
    private String customerId = "";
    private final List<PendingReply> waits = new ArrayList<>();

    /** The wait nobody has ended, null if there is none. */
    PendingReply open() {
        PendingReply last = waits.isEmpty() ? null : waits.get(waits.size() - 1);
        return last != null && last.isOpen() ? last : null;
    }

    /** One side turned to the other; returns the wait that this began, null where it belongs to the open one. */
    PendingReply ask(CrmEvent event) {
        PendingReply open = open();
        if (open != null) {
            open.countAnother();
            return null;
        }
        PendingReply begun = new PendingReply(
                event.timeMillis(), event.dealId(), channel(event.payload()), owners.ofDeal(event.dealId()));
        waits.add(begun);
        return begun;
    }

    /** The other side turned to the one; returns the wait that this ended, null if nothing was unanswered. */
    PendingReply reply(CrmEvent event) {
        PendingReply open = open();
        if (open != null) {
            open.reply(event.timeMillis(), owners.ofDeal(open.dealId()));
        }
        return open;
    }

    /**
     * Follows the owners, the customer and the end of the lead. Belongs after {@link #ask} and {@link #reply}: a first
     * answer makes the responder the owner of what comes after it only.
     */
    void follow(CrmEvent event) {
        owners.apply(event);
        customerId = customerId.isEmpty() ? event.customerId() : customerId;
        WaitEnd end = WaitEnd.ofLead(event.type());
        PendingReply open = open();
        if (open != null && end != WaitEnd.OPEN) {
            open.end(end, event.timeMillis());
        }
    }

    /** The first customer named, empty if none. */
    String customerId() {
        return customerId;
    }

    /** Hands out each wait with its name, such as {@code lead/L1/2}; what is no lead and no deal has none. */
    void forEach(EntityKey key, BiConsumer<String, PendingReply> named) {
        boolean ofDeal = !key.dealId().isEmpty();
        if (key.leadId().isEmpty() && !ofDeal) {
            return;
        }
        int number = 0;
        for (PendingReply wait : waits) {
            number++;
            named.accept(key.subject() + '/' + number, wait);
        }
    }

    private static String channel(Payload payload) {
        if (payload instanceof Activity activity) {
            return activity.channel();
        }
        if (payload instanceof MessageReceived message) {
            return message.channel();
        }
        return payload instanceof MessageSent message ? message.channel() : "";
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        owners.fields(f);
        customerId = f.text(customerId);
        f.list(waits, PendingReply::new);
    }
}
