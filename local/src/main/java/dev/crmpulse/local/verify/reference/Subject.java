package dev.crmpulse.local.verify.reference;

import dev.crmpulse.metrics.policy.Entity;
import java.util.ArrayList;
import java.util.List;

/** A lead or deal that a promise is made for or that goes through a funnel. */
record Subject(RootHistory history, Entity kind, String id) {
    /** The lead of the root, if it is one, and its deals. */
    static List<Subject> of(RootHistory history) {
        List<Subject> entities = new ArrayList<>();
        if (!history.leadId().isEmpty()) {
            entities.add(new Subject(history, Entity.LEAD, history.leadId()));
        }
        history.deals().forEach(deal -> entities.add(new Subject(history, Entity.DEAL, deal)));
        return entities;
    }

    boolean isLead() {
        return kind == Entity.LEAD;
    }

    /** Whether an event concerns it: a deal, from the first event that tells of it, what names it or names no deal. */
    boolean concernedBy(int index) {
        if (isLead()) {
            return true;
        }
        String named = history.event(index).dealId();
        return (named.equals(id) || named.isEmpty()) && index >= firstTold();
    }

    String ownerAfter(int index) {
        return isLead() ? history.leadOwner(index) : history.dealOwner(id, index);
    }

    String leadId() {
        return isLead() ? id : history.firstNamedByDeal(id, PastEvent::leadId);
    }

    String dealId() {
        return isLead() ? history.firstNamed(PastEvent::dealId) : id;
    }

    String customerId() {
        return isLead()
                ? history.firstNamed(event -> event.member("customer_id"))
                : history.firstNamedByDeal(id, event -> event.member("customer_id"));
    }

    private int firstTold() {
        int index = 0;
        while (!(history.event(index).tellsOfDeals()
                && history.event(index).dealId().equals(id))) {
            index++;
        }
        return index;
    }
}
