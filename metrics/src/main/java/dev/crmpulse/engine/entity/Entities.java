package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.policy.Entity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The lead of a root and its deals. Every event concerns the lead. An event of another family than the deal's concerns
 * the deal that it names, or every deal known by then.
 *
 * @param <M> what a metric remembers of each
 */
final class Entities<M> implements EntityTracker<M> {
    private final Deals<M> deals = new Deals<>();
    private TrackedEntity<M> lead;

    @Override
    public void apply(CrmEvent event) {
        String ownerBefore = deals.begin(event);
        if (!event.leadId().isEmpty()) {
            lead = lead == null ? new TrackedEntity<>(Entity.LEAD, "") : lead;
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

    @Override
    public void write(StateCodec<M> codec, DataOutput out) throws IOException {
        deals.writeLeadOwner(out);
        out.writeBoolean(lead != null);
        if (lead != null) {
            BinaryCodec.writeText(out, lead.dealId());
            lead.write(codec, out);
        }
        deals.writeDeals(codec, out);
    }

    static <M> Entities<M> read(StateCodec<M> codec, DataInput in) throws IOException {
        Entities<M> entities = new Entities<>();
        String leadOwner = entities.deals.readLeadOwner(in);
        if (in.readBoolean()) {
            entities.lead = new TrackedEntity<>(Entity.LEAD, BinaryCodec.readText(in));
            entities.lead.read(codec, in, leadOwner);
        }
        entities.deals.readDeals(codec, in);
        return entities;
    }
}
