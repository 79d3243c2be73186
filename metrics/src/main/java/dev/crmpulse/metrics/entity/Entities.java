package dev.crmpulse.metrics.entity;

import dev.crmpulse.metrics.event.BinaryCodec;
import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.DealPayload;
import dev.crmpulse.metrics.policy.Entity;
import dev.crmpulse.metrics.response.DealOwner;
import dev.crmpulse.metrics.response.LeadOwner;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lead of a root and its deals. Every event concerns the lead. A deal is known from its first event of the deal
 * family on; an event of another family that names no deal concerns every deal known by then.
 *
 * @param <M> what a metric remembers of each
 */
public final class Entities<M> {
    private LeadOwner leadOwner = new LeadOwner();
    private TrackedEntity<M> lead;
    private final Map<String, TrackedEntity<M>> deals = new LinkedHashMap<>();

    // of the last event only
    private final List<TrackedEntity<M>> concerned = new ArrayList<>(2);
    private final List<TrackedEntity<M>> changed = new ArrayList<>(2);
    private final List<TrackedEntity<M>> concernedView = Collections.unmodifiableList(concerned);
    private final List<TrackedEntity<M>> changedView = Collections.unmodifiableList(changed);

    /** Takes in the next event of the history, which is of the lead, contact or deal family. */
    public void apply(CrmEvent event) {
        for (int i = 0; i < changed.size(); i++) {
            changed.get(i).forgetChange();
        }
        changed.clear();
        concerned.clear();
        String ownerBefore = leadOwner.owner();
        leadOwner.apply(event);
        if (!event.leadId().isEmpty()) {
            lead = lead == null ? new TrackedEntity<>(Entity.LEAD, "") : lead;
            concern(lead, event, lead.name(event.dealId(), event.customerId()));
        }
        if (!event.dealId().isEmpty()) {
            concernDeal(event);
        } else if (!(event.payload() instanceof DealPayload) && !deals.isEmpty()) {
            // what happened to a deal happened to one: which of them, such an event does not say
            deals.values().forEach(deal -> concern(deal, event, false));
        }
        if (!leadOwner.owner().equals(ownerBefore)) {
            deals.values().forEach(this::settleOwner);
        }
    }

    private void concernDeal(CrmEvent event) {
        TrackedEntity<M> deal = deals.get(event.dealId());
        if (event.payload() instanceof DealPayload) {
            if (deal == null) {
                deal = new TrackedEntity<>(Entity.DEAL, event.dealId());
                deals.put(event.dealId(), deal);
            }
            deal.dealOwner().apply(event);
            concern(deal, event, deal.name("", event.customerId()));
        } else if (deal != null) {
            concern(deal, event, false);
        }
    }

    private void concern(TrackedEntity<M> one, CrmEvent event, boolean named) {
        one.follow(event);
        concerned.add(one);
        if (named) {
            changed.add(one);
        }
        settleOwner(one);
    }

    private void settleOwner(TrackedEntity<M> one) {
        if (one.settleOwner(leadOwner.owner()) && !changed.contains(one)) {
            changed.add(one);
        }
    }

    /** Those that the last event concerns; holds until the next one. */
    public List<TrackedEntity<M>> affected() {
        return concernedView;
    }

    /** Those of which the last event changed an id or the owner, concerned or not; holds until the next one. */
    public List<TrackedEntity<M>> changed() {
        return changedView;
    }

    /** The lead, null where the root has none. */
    public TrackedEntity<M> lead() {
        return lead;
    }

    /** The deals in the order in which they became known. */
    public Collection<TrackedEntity<M>> deals() {
        return Collections.unmodifiableCollection(deals.values());
    }

    public void write(StateCodec<M> codec, DataOutput out) throws IOException {
        leadOwner.write(out);
        out.writeBoolean(lead != null);
        if (lead != null) {
            BinaryCodec.writeText(out, lead.dealId());
            write(lead, codec, out);
        }
        BinaryCodec.writeVarLong(out, deals.size());
        for (TrackedEntity<M> deal : deals.values()) {
            BinaryCodec.writeText(out, deal.dealId());
            write(deal, codec, out);
        }
    }

    private static <M> void write(TrackedEntity<M> one, StateCodec<M> codec, DataOutput out) throws IOException {
        BinaryCodec.writeText(out, one.customerId());
        out.writeByte(one.status().code());
        one.dealOwner().write(out);
        out.writeBoolean(one.state() != null);
        if (one.state() != null) {
            codec.write(one.state(), out);
        }
    }

    public static <M> Entities<M> read(StateCodec<M> codec, DataInput in) throws IOException {
        Entities<M> entities = new Entities<>();
        entities.leadOwner = LeadOwner.read(in);
        if (in.readBoolean()) {
            entities.lead = new TrackedEntity<>(Entity.LEAD, BinaryCodec.readText(in));
            entities.readRest(entities.lead, codec, in);
        }
        for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
            TrackedEntity<M> deal = new TrackedEntity<>(Entity.DEAL, BinaryCodec.readText(in));
            entities.readRest(deal, codec, in);
            entities.deals.put(deal.dealId(), deal);
        }
        return entities;
    }

    private void readRest(TrackedEntity<M> one, StateCodec<M> codec, DataInput in) throws IOException {
        one.name("", BinaryCodec.readText(in));
        LifeStatus status = LifeStatus.ofCode(in.readUnsignedByte());
        one.restore(DealOwner.read(in), status);
        one.remember(in.readBoolean() ? codec.read(in) : null);
        one.settleOwner(leadOwner.owner());
        one.forgetChange();
    }
}
