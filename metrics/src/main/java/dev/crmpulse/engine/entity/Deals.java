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
 * The deals of a root. A deal is known from its first event of the deal family on; only events of that family that name
 * it affect it, but it belongs to the owner of the lead where they name nobody.
 *
 * @param <M> what a metric remembers of each
 */
final class Deals<M> implements EntityTracker<M> {
    private LeadOwner leadOwner = new LeadOwner();
    private final Map<String, TrackedEntity<M>> deals = new LinkedHashMap<>();

    // of the last event only
    private final List<TrackedEntity<M>> affected = new ArrayList<>(2);
    private final List<TrackedEntity<M>> changed = new ArrayList<>(2);
    private final List<TrackedEntity<M>> affectedView = Collections.unmodifiableList(affected);
    private final List<TrackedEntity<M>> changedView = Collections.unmodifiableList(changed);

    @Override
    public void apply(CrmEvent event) {
        String ownerBefore = begin(event);
        if (event.payload() instanceof DealPayload) {
            affectOwn(event);
        }
        settleOwners(ownerBefore);
    }

    /** Takes in the owner of the lead by the next event; returns the one before. */
    String begin(CrmEvent event) {
        // most events find both empty, and every event of a root comes by here
        if (!changed.isEmpty()) {
            changed.forEach(TrackedEntity::forgetChange);
            changed.clear();
        }
        if (!affected.isEmpty()) {
            affected.clear();
        }
        String ownerBefore = leadOwner.owner();
        leadOwner.apply(event);
        return ownerBefore;
    }

    /** Takes in an event of the deal family for the deal that it names, if any. */
    void affectOwn(CrmEvent event) {
        if (!event.dealId().isEmpty()) {
            TrackedEntity<M> deal = deals.get(event.dealId());
            if (deal == null) {
                deal = new TrackedEntity<>(Entity.DEAL, event.dealId());
                deals.put(event.dealId(), deal);
            }
            deal.dealOwner().apply(event);
            affect(deal, event, deal.name("", event.customerId()));
        }
    }

    /** Takes in an event of another family for the deal that it names, or else for every deal known by then. */
    void affectKnown(CrmEvent event) {
        if (event.dealId().isEmpty()) {
            // what happened to a deal happened to one: which of them, such an event does not say
            deals.values().forEach(deal -> affect(deal, event, false));
            return;
        }
        TrackedEntity<M> deal = deals.get(event.dealId());
        if (deal != null) {
            affect(deal, event, false);
        }
    }

    /** Takes in that an event affects one of the root's entities, and whether it brought an id. */
    void affect(TrackedEntity<M> one, CrmEvent event, boolean named) {
        one.follow(event);
        affected.add(one);
        if (named) {
            changed.add(one);
        }
        settleOwner(one);
    }

    /** Where the lead has another owner, so have all deals whose own events name nobody. */
    void settleOwners(String ownerBefore) {
        if (!leadOwner.owner().equals(ownerBefore)) {
            deals.values().forEach(this::settleOwner);
        }
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

    /** In the order in which they became known. */
    @Override
    public void forEachRemembered(Consumer<TrackedEntity<M>> action) {
        for (TrackedEntity<M> deal : deals.values()) {
            if (deal.state() != null) {
                action.accept(deal);
            }
        }
    }

    @Override
    public void write(StateCodec<M> codec, DataOutput out) throws IOException {
        writeLeadOwner(out);
        writeDeals(codec, out);
    }

    static <M> Deals<M> read(StateCodec<M> codec, DataInput in) throws IOException {
        Deals<M> deals = new Deals<>();
        deals.readLeadOwner(in);
        deals.readDeals(codec, in);
        return deals;
    }

    void writeLeadOwner(DataOutput out) throws IOException {
        leadOwner.write(out);
    }

    /** Returns who it is. */
    String readLeadOwner(DataInput in) throws IOException {
        leadOwner = LeadOwner.read(in);
        return leadOwner.owner();
    }

    void writeDeals(StateCodec<M> codec, DataOutput out) throws IOException {
        BinaryCodec.writeVarLong(out, deals.size());
        for (TrackedEntity<M> deal : deals.values()) {
            BinaryCodec.writeText(out, deal.dealId());
            deal.write(codec, out);
        }
    }

    void readDeals(StateCodec<M> codec, DataInput in) throws IOException {
        for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
            TrackedEntity<M> deal = new TrackedEntity<>(Entity.DEAL, BinaryCodec.readText(in));
            deal.read(codec, in, leadOwner.owner());
            deals.put(deal.dealId(), deal);
        }
    }
}
