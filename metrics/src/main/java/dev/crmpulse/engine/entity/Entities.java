package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.policy.Entity;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The lead of a key and its deals. Every event concerns the lead. An event of another family than the deal's concerns
 * the deal that it names, or every deal known by then.
 *
 * @param <M> what a metric remembers of each
 */
final class Entities<M extends BinaryState> implements EntityTracker<M> {
    private final Supplier<M> remembered;
    private final Deals<M> deals;
    private TrackedEntity<M> lead;

    Entities(Supplier<M> remembered) {
        this.remembered = remembered;
        this.deals = new Deals<>(remembered);
    }

    @Override
    public void apply(CrmEvent event) {
        String ownerBefore = deals.begin(event);
        if (!event.leadId().isEmpty()) {
            lead = lead == null ? newLead() : lead;
            deals.affect(lead, event, lead.name(event.dealId(), event.customerId()));
        }
        if (event.payload() instanceof DealPayload) {
            deals.affectOwn(event);
        } else {
            deals.affectKnown(event);
        }
        deals.settleOwners(ownerBefore);
    }

    @Override
    public List<TrackedEntity<M>> affected() {
        return deals.affected();
    }

    @Override
    public List<TrackedEntity<M>> changed() {
        return deals.changed();
    }

    /** The lead first, then the deals in the order in which they became known. */
    @Override
    public void forEachRemembered(Consumer<TrackedEntity<M>> action) {
        if (lead != null && lead.state() != null) {
            action.accept(lead);
        }
        deals.forEachRemembered(action);
    }

    private TrackedEntity<M> newLead() {
        return new TrackedEntity<>(Entity.LEAD, "", remembered);
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        String leadOwner = deals.ownerFields(f);
        if (f.flag(lead != null)) {
            lead = lead == null ? newLead() : lead;
            lead.fields(f, leadOwner);
        }
        deals.dealFields(f);
    }
}
