package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.policy.Entity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The lead of a root and its deals. Every event concerns the lead. A deal is known from its first event of the deal
 * family on; an event of another family that names no deal concerns every deal known by then.
 *
 * @param <M> what a metric remembers of each
 */
final class Entities<M> implements EntityTracker<M> {
    private LeadOwner leadOwner = new LeadOwner();
    private TrackedEntity<M> lead;
    private final Map<String, TrackedEntity<M>> deals = new LinkedHashMap<>();

    // of the last event only
    private final List<TrackedEntity<M>> affected = new ArrayList<>(2);
    private final List<TrackedEntity<M>> changed = new ArrayList<>(2);
    private final List<TrackedEntity<M>> affectedView = Collections.unmodifiableList(affected);
    private final List<TrackedEntity<M>> changedView = Collections.unmodifiableList(changed);

    @Override
    public void apply(CrmEvent event) {
        for (int i = 0; i < changed.size(); i++) {
            changed.get(i).forgetChange();
        }
        changed.clear();
        affected.clear();
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
        affected.add(one);
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

    @Override
    public List<TrackedEntity<M>> affected() {
        return affectedView;
    }

    @Override
    public List<TrackedEntity<M>> changed() {
        return changedView;
    }

    /** The lead first, then the deals in the order in which they became known. */
    @Override
    public void forEachRemembered(Consumer<TrackedEntity<M>> action) {
        if (lead != null && lead.state() != null) {
            action.accept(lead);
        }
        for (TrackedEntity<M> deal : deals.values()) {
            if (deal.state() != null) {
                action.accept(deal);
            }
        }
    }

    @Override
    public void write(StateCodec<M> codec, DataOutput out) throws IOException {
        leadOwner.write(out);
        out.writeBoolean(lead != null);
        if (lead != null) {
            BinaryCodec.writeText(out, lead.dealId());
            lead.write(codec, out);
        }
        BinaryCodec.writeVarLong(out, deals.size());
        for (TrackedEntity<M> deal : deals.values()) {
            BinaryCodec.writeText(out, deal.dealId());
            deal.write(codec, out);
        }
    }

    static <M> Entities<M> read(StateCodec<M> codec, DataInput in) throws IOException {
        Entities<M> entities = new Entities<>();
        entities.leadOwner = LeadOwner.read(in);
        if (in.readBoolean()) {
            entities.lead = new TrackedEntity<>(Entity.LEAD, BinaryCodec.readText(in));
            entities.lead.read(codec, in, entities.leadOwner.owner());
        }
        for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
            TrackedEntity<M> deal = new TrackedEntity<>(Entity.DEAL, BinaryCodec.readText(in));
            deal.read(codec, in, entities.leadOwner.owner());
            entities.deals.put(deal.dealId(), deal);
        }
        return entities;
    }
}
