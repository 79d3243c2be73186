package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.entity.DealOwner;
import dev.crmpulse.engine.entity.LeadOwner;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.DealPayload;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Follows who a lead and each of its deals belong to. */
final class Owners {
    private LeadOwner lead = new LeadOwner();
    private final Map<String, DealOwner> byDeal = new TreeMap<>();

    /** Takes in the next event of the history. */
    void apply(CrmEvent event) {
        lead.apply(event);
        if (event.payload() instanceof DealPayload
                && !event.dealId().isEmpty()
                && (!event.owner().isEmpty() || event.clears(DataMember.OWNER))) {
            byDeal.computeIfAbsent(event.dealId(), id -> new DealOwner()).apply(event);
        }
    }

    /** Whose the deal is as of the events so far, else whose its lead is; empty while there is nobody. */
    String ofDeal(String dealId) {
        DealOwner owner = byDeal.get(dealId);
        return owner == null ? lead.owner() : owner.orOfLead(lead.owner());
    }

    void write(DataOutput out) throws IOException {
        lead.write(out);
        BinaryCodec.writeVarLong(out, byDeal.size());
        for (Map.Entry<String, DealOwner> deal : byDeal.entrySet()) {
            BinaryCodec.writeText(out, deal.getKey());
            deal.getValue().write(out);
        }
    }

    static Owners read(DataInput in) throws IOException {
        Owners owners = new Owners();
        owners.lead = LeadOwner.read(in);
        for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
            owners.byDeal.put(BinaryCodec.readText(in), DealOwner.read(in));
        }
        return owners;
    }
}
