package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.FactId;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.policy.Entity;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * A lead, a deal or another entity of a history: whose it is, what is named with it, and what a metric remembers of it.
 *
 * @param <M> what is remembered, null before there is anything
 */
public final class TrackedEntity<M extends BinaryState> implements BinaryState {
    private final Entity entity;
    private final Supplier<M> create;
    private final String partId;
    private String dealId;
    private String customerId = "";
    private final DealOwner dealOwner = new DealOwner();
    private String owner = "";
    private String ownerBefore = "";
    private LifeStatus status = LifeStatus.OPEN;
    private LifeStatus statusBefore = LifeStatus.OPEN;
    private M state;

    /** @param create what a metric remembers at first */
    TrackedEntity(Entity entity, String dealId, Supplier<M> create) {
        this(entity, null, dealId, create);
    }

    private TrackedEntity(Entity entity, String partId, String dealId, Supplier<M> create) {
        this.entity = entity;
        this.create = create;
        this.partId = partId;
        this.dealId = dealId;
    }

    /** One of several of its kind that are part of what the history is about; its id may be empty. */
    static <M extends BinaryState> TrackedEntity<M> part(Entity entity, String partId, Supplier<M> create) {
        return new TrackedEntity<>(entity, partId, "", create);
    }

    public Entity entity() {
        return entity;
    }

    /** Whether the history of a key is about it: any may be about deals, else the key names it. */
    public boolean isOf(EntityKey key) {
        return entity == Entity.DEAL || key.kind().equals(entity.keyKind());
    }

    /** Its own id; of a part behind that of the whole. */
    public String id(EntityKey key) {
        if (partId != null) {
            return FactId.part(key.id()) + '/' + FactId.part(partId);
        }
        return entity == Entity.DEAL ? dealId : key.id();
    }

    /** What ids of facts about it begin with. */
    public String factId(EntityKey key) {
        if (partId != null) {
            return entity.written() + '/' + id(key);
        }
        return entity.written()
                + '/'
                + (entity == Entity.DEAL ? FactId.ofDeal(key.leadId(), dealId) : FactId.part(key.id()));
    }

    /** Whom and what facts about it are about. */
    public FactSubject subject(EntityKey key) {
        return new FactSubject(
                key.tenant(), key.leadId(), dealId, entity == Entity.CUSTOMER ? key.customerId() : customerId);
    }

    /** The deal itself, or the first one that any event named with the lead; empty if none. */
    public String dealId() {
        return dealId;
    }

    /** The first customer that was named with it, empty if none. */
    public String customerId() {
        return customerId;
    }

    /** Whose it is as of the events so far, empty while it is nobody's. */
    public String owner() {
        return owner;
    }

    /** Whose it was before the last event. */
    public String ownerBefore() {
        return ownerBefore;
    }

    /** Whether it is closed as of the events so far: nothing is expected of it. */
    public boolean isClosed() {
        return status != LifeStatus.OPEN;
    }

    /** Whether the last event that concerned it found it closed. */
    public boolean wasClosed() {
        return statusBefore != LifeStatus.OPEN;
    }

    /** Whether it is deleted: no count knows it. */
    public boolean isDeleted() {
        return status == LifeStatus.DELETED;
    }

    /** Whether the last event that concerned it may begin something: not if it found it closed and left it so, or deleted it. */
    public boolean mayBegin() {
        return !isDeleted() && (!wasClosed() || !isClosed());
    }

    public M state() {
        return state;
    }

    public void remember(M newState) {
        state = newState;
    }

    /** Whom its own events named. */
    DealOwner dealOwner() {
        return dealOwner;
    }

    /** Takes ids where there were none; returns whether it took any. */
    boolean name(String newDealId, String newCustomerId) {
        boolean named =
                (dealId.isEmpty() && !newDealId.isEmpty()) || (customerId.isEmpty() && !newCustomerId.isEmpty());
        dealId = dealId.isEmpty() ? newDealId : dealId;
        customerId = customerId.isEmpty() ? newCustomerId : customerId;
        return named;
    }

    /** Takes in that an event concerns it. */
    void follow(CrmEvent event) {
        statusBefore = status;
        status = status.after(entity, event);
    }

    /** All but the deal's id; whose it is follows from the lead's owner, see {@link #settleRead}. */
    @Override
    public void fields(BinaryFields f) throws IOException {
        customerId = f.text(customerId);
        status = f.code(status, LifeStatus.CODES);
        dealOwner.fields(f);
        state = f.optional(state, create);
    }

    /** The deal's id and all else. */
    void fields(BinaryFields f, String leadOwner) throws IOException {
        dealId = f.text(dealId);
        fields(f);
        if (f.isReading()) {
            settleRead(leadOwner);
        }
    }

    /** Takes in, after it was read, whose the lead is. */
    void settleRead(String leadOwner) {
        statusBefore = status;
        settleOwner(leadOwner);
        forgetChange();
    }

    /** Settles whose it is now; returns whether that changed. */
    boolean settleOwner(String leadOwner) {
        String now = dealOwner.orOfLead(leadOwner);
        boolean changed = !now.equals(owner);
        owner = now;
        return changed;
    }

    /** From here on the present owner is the one before. */
    void forgetChange() {
        ownerBefore = owner;
    }
}
