package dev.crmpulse.metrics.entity;

import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.Root;
import dev.crmpulse.metrics.policy.Entity;

/**
 * A lead or a deal of a root: whose it is, what is named with it, and what a metric remembers of it.
 *
 * @param <M> what is remembered, null before there is anything
 */
public final class Tracked<M> {
    private final Entity entity;
    private String dealId;
    private String customerId = "";
    private String ownOwner = "";
    private String owner = "";
    private String ownerBefore = "";
    private Standing standing = Standing.OPEN;
    private Standing standingBefore = Standing.OPEN;
    private M memory;

    Tracked(Entity entity, String dealId) {
        this.entity = entity;
        this.dealId = dealId;
    }

    public Entity entity() {
        return entity;
    }

    /** The lead's or the deal's own id. */
    public String id(Root root) {
        return entity == Entity.LEAD ? root.leadId() : dealId;
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
        return standing != Standing.OPEN;
    }

    /** Whether the last event that concerned it found it closed and left it so. */
    public boolean staysClosed() {
        return standingBefore != Standing.OPEN && isClosed();
    }

    public M memory() {
        return memory;
    }

    public void remember(M newMemory) {
        memory = newMemory;
    }

    /** The owner that the deal itself was told to have. */
    String ownOwner() {
        return ownOwner;
    }

    /** Takes ids where there were none; tells whether it took any. */
    boolean name(String newDealId, String newCustomerId) {
        boolean named =
                (dealId.isEmpty() && !newDealId.isEmpty()) || (customerId.isEmpty() && !newCustomerId.isEmpty());
        dealId = dealId.isEmpty() ? newDealId : dealId;
        customerId = customerId.isEmpty() ? newCustomerId : customerId;
        return named;
    }

    /** Takes in that an event concerns it. */
    void follow(CrmEvent event) {
        standingBefore = standing;
        standing = standing.after(entity, event);
    }

    Standing standing() {
        return standing;
    }

    void restore(Standing known) {
        standing = known;
        standingBefore = known;
    }

    void tellOwner(String told) {
        ownOwner = told.isEmpty() ? ownOwner : told;
    }

    /** Settles whose it is now; tells whether that changed. */
    boolean settleOwner(String leadOwner) {
        String now = ownOwner.isEmpty() ? leadOwner : ownOwner;
        boolean changed = !now.equals(owner);
        owner = now;
        return changed;
    }

    /** From here on the present owner is the one before. */
    void forgetChange() {
        ownerBefore = owner;
    }
}
