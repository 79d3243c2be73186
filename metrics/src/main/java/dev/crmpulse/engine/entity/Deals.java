package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.policy.Entity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The deals of a key. A deal is known from its first event of the deal family on; only events of that family that name
 * it affect it, but it belongs to the owner of the lead where they name nobody.
 *
 * @param <M> what a metric remembers of each
 */
final class Deals<M extends BinaryState> implements EntityTracker<M> {
    private final Supplier<M> remembered;
    private final LeadOwner leadOwner = new LeadOwner();
    private final Map<String, TrackedEntity<M>> deals = new LinkedHashMap<>();

    // of the last event only
    private final List<TrackedEntity<M>> affected = new ArrayList<>(2);
    private final List<TrackedEntity<M>> changed = new ArrayList<>(2);
    private final List<TrackedEntity<M>> affectedView = Collections.unmodifiableList(affected);
    private final List<TrackedEntity<M>> changedView = Collections.unmodifiableList(changed);

    Deals(Supplier<M> remembered) {
        this.remembered = remembered;
    }

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
        // most events find both empty, and every event of a key comes by here
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
                deal = new TrackedEntity<>(Entity.DEAL, event.dealId(), remembered);
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

    /** Takes in that an event affects one of the key's entities, and whether it brought an id. */
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
    public void fields(BinaryFields f) throws IOException {
        ownerFields(f);
        dealFields(f);
    }

    /** Returns the lead's owner. */
    String ownerFields(BinaryFields f) throws IOException {
        leadOwner.fields(f);
        return leadOwner.owner();
    }

    void dealFields(BinaryFields f) throws IOException {
        f.map(deals, id -> new TrackedEntity<>(Entity.DEAL, id, remembered));
        if (f.isReading()) {
            deals.values().forEach(deal -> deal.settleRead(leadOwner.owner()));
        }
    }
}
