package dev.crmpulse.metrics.desk;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import java.io.IOException;

/**
 * Whom and what the events of a history name with it: the first lead, deal and customer, and the owner that was named last.
 * What nobody named is empty.
 */
record Parties(String leadId, String dealId, String customerId, String owner) implements BinaryValue<Parties> {
    /** Nothing is named yet. */
    static final Parties NONE = new Parties("", "", "", "");

    /** Those after the next event. */
    Parties after(CrmEvent event) {
        boolean namesOwner = !event.owner().isEmpty() || event.clears(DataMember.OWNER);
        return new Parties(
                first(leadId, event.leadId()),
                first(dealId, event.dealId()),
                first(customerId, event.customerId()),
                namesOwner ? event.owner() : owner);
    }

    private static String first(String known, String named) {
        return known.isEmpty() ? named : known;
    }

    @Override
    public Parties fields(BinaryFields f) throws IOException {
        return new Parties(f.text(leadId), f.text(dealId), f.text(customerId), f.text(owner));
    }
}
