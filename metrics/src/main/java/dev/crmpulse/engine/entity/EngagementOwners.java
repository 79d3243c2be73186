package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.DealPayload;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Follows who a lead and each of its deals belong to. */
public final class EngagementOwners implements BinaryState {
    private final LeadOwner lead = new LeadOwner();
    private final Map<String, DealOwner> byDeal = new TreeMap<>();

    /** Takes in the next event of the history. */
    public void apply(CrmEvent event) {
        lead.apply(event);
        if (event.payload() instanceof DealPayload
                && !event.dealId().isEmpty()
                && (!event.owner().isEmpty() || event.clears(DataMember.OWNER))) {
            byDeal.computeIfAbsent(event.dealId(), id -> new DealOwner()).apply(event);
        }
    }

    /** Whose the deal is as of the events so far, else whose its lead is; empty while there is nobody. */
    public String ofDeal(String dealId) {
        DealOwner owner = byDeal.get(dealId);
        return owner == null ? lead.owner() : owner.orOfLead(lead.owner());
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        lead.fields(f);
        f.map(byDeal, id -> new DealOwner());
    }
}
