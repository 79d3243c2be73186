package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.Codes;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.policy.Entity;

/** Where an entity stands in its life, by the events that concern it so far. */
enum LifeStatus {
    OPEN,
    /** Won or lost, disqualified, resolved, merged or done: nothing is expected of it. */
    CLOSED,
    /** Deleted in the CRM, which only the reopening of a deal or ticket takes back. */
    DELETED;

    static final Codes<LifeStatus> CODES = Codes.of(OPEN, CLOSED, DELETED);

    /** Where it stands after another event. */
    LifeStatus after(Entity entity, CrmEvent event) {
        return switch (entity) {
            case LEAD -> ofLead(event);
            case DEAL -> ofDeal(event);
            case TICKET -> ofTicket(event);
            case IMPROVEMENT -> event.type() == EventType.IMPROVEMENT_DONE ? CLOSED : this;
            case CUSTOMER -> ofCustomer(event);
            // no event of this release closes them
            case PROPOSAL, QUESTION, CONTRACT, ORDER, INVOICE -> this;
        };
    }

    private LifeStatus ofLead(CrmEvent event) {
        return switch (event.type()) {
            case LEAD_DISQUALIFIED, LEAD_MERGED -> this == DELETED ? this : CLOSED;
            case LEAD_DELETED -> DELETED;
            default -> this;
        };
    }

    /** One who left is a customer again once something is sold. */
    private LifeStatus ofCustomer(CrmEvent event) {
        return switch (event.type()) {
            case CUSTOMER_CHURNED -> CLOSED;
            case DEAL_WON, PURCHASE_REPEATED, CONTRACT_RENEWED -> OPEN;
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

    private LifeStatus ofTicket(CrmEvent event) {
        return switch (event.type()) {
            case TICKET_RESOLVED, TICKET_CLOSED, TICKET_MERGED -> this == DELETED ? this : CLOSED;
            case TICKET_DELETED -> DELETED;
            case TICKET_REOPENED -> OPEN;
            default -> this;
        };
    }
}
