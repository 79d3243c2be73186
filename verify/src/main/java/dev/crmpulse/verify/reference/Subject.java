package dev.crmpulse.verify.reference;

import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.policy.Entity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * A lead, a deal or another entity that an SLA is made for or that goes through a funnel.
 *
 * @param dealId of a lead the first one that is named
 * @param firstEvent the place of its first event
 * @param named owners that events of a deal name, by their place
 * @param closed the events after which it is closed
 */
record Subject(
        EntityHistory history,
        Entity kind,
        String id,
        String leadId,
        String dealId,
        String customerId,
        int firstEvent,
        NavigableMap<Integer, String> named,
        BitSet closed) {
    /** Those of these kinds: the lead that the history is about and its deals, else what its key names. */
    static List<Subject> of(EntityHistory history, Set<Entity> kinds) {
        List<Subject> entities = new ArrayList<>();
        if (kinds.contains(Entity.LEAD) && !history.leadId().isEmpty()) {
            entities.add(lead(history));
        }
        if (kinds.contains(Entity.DEAL)) {
            history.deals().forEach(deal -> entities.add(deal(history, deal)));
        }
        kinds.stream()
                .filter(kind -> kind != Entity.LEAD && kind != Entity.DEAL)
                .filter(kind -> history.key().kind().equals(kind.keyKind()))
                .forEach(kind -> {
                    if (kind == Entity.QUESTION) {
                        questions(history).forEach(id -> entities.add(single(history, kind, id)));
                    } else {
                        entities.add(single(history, kind, history.key().id()));
                    }
                });
        return entities;
    }

    /** The ids of the questions about a proposal, each behind that of the proposal. */
    private static List<String> questions(EntityHistory history) {
        return history.events().stream()
                .filter(event -> event.is("proposal.question_asked"))
                .map(event -> questionId(history, event))
                .distinct()
                .toList();
    }

    private static String questionId(EntityHistory history, PastEvent event) {
        return part(history.key().id()) + "/" + part(event.member("question_id"));
    }

    /** The one that the history is about, or a part of it. */
    private static Subject single(EntityHistory history, Entity kind, String id) {
        NavigableMap<Integer, String> named = new TreeMap<>(Map.of(-1, ""));
        for (int i = 0; i < history.size(); i++) {
            if (history.event(i).namesOwner()) {
                named.put(i, history.event(i).member("owner"));
            }
        }
        if (kind == Entity.CUSTOMER) {
            return new Subject(history, kind, id, "", "", id, 0, named, closed(history, kind, id));
        }
        String dealId = history.firstNamed(PastEvent::dealId);
        String customerId = history.firstNamed(event -> event.member("customer_id"));
        return new Subject(history, kind, id, "", dealId, customerId, 0, named, closed(history, kind, id));
    }

    private static Subject lead(EntityHistory history) {
        String id = history.leadId();
        String dealId = history.firstNamed(PastEvent::dealId);
        String customerId = history.firstNamed(event -> event.member("customer_id"));
        return new Subject(
                history, Entity.LEAD, id, id, dealId, customerId, 0, new TreeMap<>(), closed(history, Entity.LEAD, id));
    }

    private static Subject deal(EntityHistory history, String id) {
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

    private static BitSet closed(EntityHistory history, Entity kind, String id) {
        BitSet closed = new BitSet(history.size());
        boolean now = false;
        for (int i = 0; i < history.size(); i++) {
            PastEvent event = history.event(i);
            if (kind == Entity.LEAD) {
                now |= event.endsTheLead();
            } else if (kind == Entity.IMPROVEMENT) {
                now |= event.is("improvement.done");
            } else if (kind == Entity.TICKET) {
                now = event.endsTheTicket() || event.is("ticket.deleted") || (now && !event.is("ticket.reopened"));
            } else if (kind == Entity.CUSTOMER) {
                boolean buys = event.is("deal.won") || event.is("purchase.repeated") || event.is("contract.renewed");
                now = event.is("customer.churned") || (now && !buys);
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
        return switch (kind) {
            case LEAD -> event.is("lead.deleted");
            case DEAL -> event.is("deal.deleted") && event.dealId().equals(id);
            case TICKET -> event.is("ticket.deleted");
            case IMPROVEMENT -> false;
            case CUSTOMER -> false;
            case PROPOSAL, QUESTION, CONTRACT, ORDER, INVOICE -> false;
        };
    }

    /** Whether it is deleted in the end: a lead for good, a deal until it is reopened. */
    boolean isDeleted() {
        for (int i = history.size() - 1; i >= 0; i--) {
            PastEvent event = history.event(i);
            if (isDeletedBy(i)) {
                return true;
            }
            if (kind == Entity.DEAL
                    && event.is("deal.reopened")
                    && event.dealId().equals(id)) {
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

    /**
     * Whether an event concerns it: a ticket, unless it hands it over to the department that has it; a deal, from its first event on, what names it or concerns no deal; a question what names it, and
     * an answer that names none; a proposal, contract, order or invoice what is of its family.
     */
    boolean concernedBy(int index) {
        PastEvent event = history.event(index);
        switch (kind) {
            case LEAD, IMPROVEMENT, CUSTOMER -> {
                return true;
            }
            case TICKET -> {
                return !event.is("ticket.handed_over")
                        || event.member("department").isEmpty()
                        || !event.member("department").equals(departmentBefore(index));
            }
            case QUESTION -> {
                boolean answersAll = event.is("proposal.question_answered")
                        && event.member("question_id").isEmpty();
                return answersAll
                        || (event.type().startsWith("proposal.question_")
                                && questionId(history, event).equals(id));
            }
            case PROPOSAL, CONTRACT, ORDER, INVOICE -> {
                return EventType.of(EventType.PREFIX + event.type())
                        .family()
                        .name()
                        .equals(kind.name());
            }
            case DEAL -> {}
        }
        boolean ofAll = event.dealId().isEmpty() && !event.type().startsWith("deal.");
        return (event.dealId().equals(id) || ofAll) && index >= firstEvent;
    }

    /** The department that a ticket was opened for, or came to last, before an event. */
    private String departmentBefore(int index) {
        for (int i = index - 1; i >= 0; i--) {
            PastEvent event = history.event(i);
            boolean names = event.is("ticket.opened") || event.is("ticket.handed_over");
            if (names && !event.member("department").isEmpty()) {
                return event.member("department");
            }
        }
        return "";
    }

    /** What ids of rows about it begin with: its kind, the lead of a deal that has one, itself. */
    String rowId() {
        if (kind == Entity.QUESTION) {
            return kind.written() + "/" + id;
        }
        String lead = kind != Entity.DEAL || history.leadId().isEmpty() ? "" : part(history.leadId()) + "/";
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
