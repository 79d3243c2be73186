package dev.crmpulse.metrics.response;

import dev.crmpulse.metrics.event.ContactPayload.Activity;
import dev.crmpulse.metrics.event.ContactPayload.MessageReceived;
import dev.crmpulse.metrics.event.ContactPayload.MessageSent;
import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.Payload;
import dev.crmpulse.metrics.event.Root;
import dev.crmpulse.metrics.event.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The waits of one side for the other in one history. They follow one another: only the last may be open. */
final class Waits {
    private Owners owners = new Owners();
    private String customerId = "";
    private final List<Wait> waits = new ArrayList<>();

    /** The wait nobody has ended, null if there is none. */
    Wait open() {
        Wait last = waits.isEmpty() ? null : waits.get(waits.size() - 1);
        return last != null && last.isOpen() ? last : null;
    }

    /** One side turned to the other; returns the wait that this began, null where it belongs to the open one. */
    Wait ask(CrmEvent event) {
        Wait open = open();
        if (open != null) {
            open.countAnother();
            return null;
        }
        Wait begun =
                new Wait(event.timeMillis(), event.dealId(), channel(event.payload()), owners.ofDeal(event.dealId()));
        waits.add(begun);
        return begun;
    }

    /** The other side turned to the one; returns the wait that this ended, null if nothing was unanswered. */
    Wait reply(CrmEvent event) {
        Wait open = open();
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
        Wait open = open();
        if (open != null && end != WaitEnd.OPEN) {
            open.end(end, event.timeMillis());
        }
    }

    /** The first customer named, empty if none. */
    String customerId() {
        return customerId;
    }

    /** Hands out each wait with its name, such as {@code lead/L1/2}; what is no lead and no deal has none. */
    void forEach(Root root, BiConsumer<String, Wait> named) {
        boolean ofDeal = !Root.dealIdOf(root.subject(), "").isEmpty();
        if (root.leadId().isEmpty() && !ofDeal) {
            return;
        }
        int number = 0;
        for (Wait wait : waits) {
            number++;
            named.accept(root.subject() + '/' + number, wait);
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

    void write(DataOutput out) throws IOException {
        owners.write(out);
        Wire.writeText(out, customerId);
        Wire.writeVarLong(out, waits.size());
        for (Wait wait : waits) {
            wait.write(out);
        }
    }

    static Waits read(DataInput in) throws IOException {
        Waits waits = new Waits();
        waits.owners = Owners.read(in);
        waits.customerId = Wire.readText(in);
        for (long left = Wire.readVarLong(in); left > 0; left--) {
            waits.waits.add(Wait.read(in));
        }
        return waits;
    }
}
