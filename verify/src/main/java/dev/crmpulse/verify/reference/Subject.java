package dev.crmpulse.verify.reference;

import dev.crmpulse.engine.policy.Entity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A lead or deal that an SLA is made for or that goes through a funnel.
 *
 * @param dealId of a lead the first one that is named
 * @param firstEvent the place of its first event
 * @param named owners that events of a deal name, by their place
 * @param closed the events after which it is closed
 */
record Subject(
        RootHistory history,
        Entity kind,
        String id,
        String leadId,
        String dealId,
        String customerId,
        int firstEvent,
        NavigableMap<Integer, String> named,
        BitSet closed) {
    /** The lead of the root, if it is one, and its deals. */
    static List<Subject> of(RootHistory history) {
        List<Subject> entities = new ArrayList<>();
        if (!history.leadId().isEmpty()) {
            entities.add(lead(history));
        }
        history.deals().forEach(deal -> entities.add(deal(history, deal)));
        return entities;
    }

    private static Subject lead(RootHistory history) {
        String id = history.leadId();
        String dealId = history.firstNamed(PastEvent::dealId);
        String customerId = history.firstNamed(event -> event.member("customer_id"));
        return new Subject(
                history, Entity.LEAD, id, id, dealId, customerId, 0, new TreeMap<>(), closed(history, Entity.LEAD, id));
    }

    private static Subject deal(RootHistory history, String id) {
        int firstEvent = -1;
        NavigableMap<Integer, String> named = new TreeMap<>();
        for (int i = 0; i < history.size(); i++) {
            PastEvent event = history.event(i);
            if (event.concernsDeals() && event.dealId().equals(id)) {
                firstEvent = firstEvent < 0 ? i : firstEvent;
                if (event.namesOwner()) {
                    named.put(i, event.member("owner"));
                }
            }
        }
        String leadId = history.firstNamedByDeal(id, PastEvent::leadId);
        String customerId = history.firstNamedByDeal(id, event -> event.member("customer_id"));
        return new Subject(
                history, Entity.DEAL, id, leadId, id, customerId, firstEvent, named, closed(history, Entity.DEAL, id));
    }

    private static BitSet closed(RootHistory history, Entity kind, String id) {
        BitSet closed = new BitSet(history.size());
        boolean now = false;
        for (int i = 0; i < history.size(); i++) {
            PastEvent event = history.event(i);
            if (kind == Entity.LEAD) {
                now |= event.endsTheLead();
            } else if (event.concernsDeals() && event.dealId().equals(id)) {
                now = event.is("deal.won")
                        || event.is("deal.lost")
                        || event.is("deal.deleted")
                        || (now && !event.is("deal.reopened"));
            }
            closed.set(i, now);
        }
        return closed;
    }

    /** Whether an event deletes it. */
    boolean isDeletedBy(int index) {
        PastEvent event = history.event(index);
        return isLead()
                ? event.is("lead.deleted")
                : event.is("deal.deleted") && event.dealId().equals(id);
    }

    /** Whether it is deleted in the end: a lead for good, a deal until it is reopened. */
    boolean isDeleted() {
        for (int i = history.size() - 1; i >= 0; i--) {
            PastEvent event = history.event(i);
            if (isDeletedBy(i)) {
                return true;
            }
            if (!isLead() && event.is("deal.reopened") && event.dealId().equals(id)) {
                return false;
            }
        }
        return false;
    }

    /** Whether it is closed after an event. */
    boolean isClosed(int index) {
        return closed.get(index);
    }

    /** Whether an event finds it closed and leaves it so: nothing is promised anew by it. */
    boolean staysClosed(int index) {
        return index > 0 && closed.get(index - 1) && closed.get(index);
    }

    boolean isLead() {
        return kind == Entity.LEAD;
    }

    /** Whether an event concerns it: a deal, from its first event on, what names it or concerns no deal. */
    boolean concernedBy(int index) {
        if (isLead()) {
            return true;
        }
        PastEvent event = history.event(index);
        boolean ofAll = event.dealId().isEmpty() && !event.type().startsWith("deal.");
        return (event.dealId().equals(id) || ofAll) && index >= firstEvent;
    }

    /** What ids of rows about it begin with: its kind, the lead of a deal that has one, itself. */
    String rowId() {
        String lead = isLead() || history.leadId().isEmpty() ? "" : part(history.leadId()) + "/";
        return kind.written() + "/" + lead + part(id);
    }

    private static String part(String id) {
        return id.replace("%", "%25").replace("/", "%2F");
    }

    /** Owner after an event: of a deal the last one its events name so far, else that of the lead. */
    String ownerAfter(int index) {
        Map.Entry<Integer, String> last = named.floorEntry(index);
        return last == null ? history.leadOwner(index) : last.getValue();
    }
}
