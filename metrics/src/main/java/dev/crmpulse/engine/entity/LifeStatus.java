package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.policy.Entity;
import java.io.IOException;

/** Where an entity stands in its life, by the events that concern it so far. */
enum LifeStatus {
    OPEN(0),
    /** Won or lost, disqualified or merged: nothing is expected of it. */
    CLOSED(1),
    /** Deleted in the CRM, which only the reopening of a deal takes back. */
    DELETED(2);

    private final int code;

    LifeStatus(int code) {
        this.code = code;
    }

    /** Where it stands after another event. */
    LifeStatus after(Entity entity, CrmEvent event) {
        return switch (entity) {
            case LEAD -> ofLead(event);
            case DEAL -> ofDeal(event);
            // no event of this release closes a ticket
            case TICKET -> this;
        };
    }

    private LifeStatus ofLead(CrmEvent event) {
        return switch (event.type()) {
            case LEAD_DISQUALIFIED, LEAD_MERGED -> this == DELETED ? this : CLOSED;
            case LEAD_DELETED -> DELETED;
            default -> this;
        };
    }

    private LifeStatus ofDeal(CrmEvent event) {
        return switch (event.type()) {
            case DEAL_WON, DEAL_LOST -> this == DELETED ? this : CLOSED;
            case DEAL_DELETED -> DELETED;
            case DEAL_REOPENED -> OPEN;
            default -> this;
        };
    }

    /** Stable number in state. */
    int code() {
        return code;
    }

    static LifeStatus ofCode(int code) throws IOException {
        return switch (code) {
            case 0 -> OPEN;
            case 1 -> CLOSED;
            case 2 -> DELETED;
            default -> throw new IOException("unknown life status code " + code);
        };
    }
}
