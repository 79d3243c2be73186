package dev.crmpulse.metrics.entity;

import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.policy.Entity;
import java.io.IOException;

/** Where a lead or a deal stands in its life, by the events that concern it so far. */
enum Standing {
    OPEN(0),
    /** Won or lost, disqualified or merged: nothing is expected of it. */
    CLOSED(1);

    private final int code;

    Standing(int code) {
        this.code = code;
    }

    /** Where it stands after another event. */
    Standing after(Entity entity, CrmEvent event) {
        return entity == Entity.LEAD ? ofLead(event) : ofDeal(event);
    }

    private Standing ofLead(CrmEvent event) {
        return switch (event.type()) {
            case LEAD_DISQUALIFIED, LEAD_MERGED, LEAD_DELETED -> CLOSED;
            default -> this;
        };
    }

    private Standing ofDeal(CrmEvent event) {
        return switch (event.type()) {
            case DEAL_WON, DEAL_LOST -> CLOSED;
            case DEAL_REOPENED -> OPEN;
            default -> this;
        };
    }

    /** Stable number in state. */
    int code() {
        return code;
    }

    static Standing ofCode(int code) throws IOException {
        return switch (code) {
            case 0 -> OPEN;
            case 1 -> CLOSED;
            default -> throw new IOException("unknown standing code " + code);
        };
    }
}
