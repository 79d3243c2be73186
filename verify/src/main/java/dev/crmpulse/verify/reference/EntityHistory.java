package dev.crmpulse.verify.reference;

import dev.crmpulse.engine.event.EntityKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** All events of one key in total order, and what may be asked of them without knowing any metric. */
public final class EntityHistory {
    private final EntityKey key;
    private final List<PastEvent> events;

    /** Owner of the lead after each event; empty before anybody asked. */
    private List<String> leadOwners = List.of();

    public EntityHistory(EntityKey key, List<PastEvent> events) {
        this.key = key;
        this.events = List.copyOf(events);
    }

    public String tenant() {
        return key.tenant();
    }

    public EntityKey key() {
        return key;
    }

    public List<PastEvent> events() {
        return events;
    }

    int size() {
        return events.size();
    }

    PastEvent event(int index) {
        return events.get(index);
    }

    long time(int index) {
        return events.get(index).timeMillis();
    }

    /** The last event that had happened by a moment, -1 where none had. */
    int lastUntil(long millis) {
        int first = 0;
        int behind = size();
        while (first < behind) {
            int middle = (first + behind) / 2;
            if (time(middle) <= millis) {
                first = middle + 1;
            } else {
                behind = middle;
            }
        }
        return first - 1;
    }

    /** The lead that the history is about, empty where it is about none. */
    String leadId() {
        return key.leadId();
    }

    /** The deals that its events concern, in the order of their first event. */
    List<String> deals() {
        return events.stream()
                .filter(PastEvent::concernsDeals)
                .map(PastEvent::dealId)
                .distinct()
                .toList();
    }

    /** The first lead.created, -1 where there is none. */
    int creation() {
        for (int i = 0; i < size(); i++) {
            if (event(i).is("lead.created")) {
                return i;
            }
        }
        return -1;
    }

    /** Owner of the lead after an event: the last one named so far, else the first responder so far. */
    String leadOwner(int upTo) {
        if (leadOwners.size() < size()) {
            leadOwners = leadOwners();
        }
        return leadOwners.get(upTo);
    }

    private List<String> leadOwners() {
        int created = creation();
        String named = "";
        String responder = "";
        boolean answered = created < 0;
        List<String> owners = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            PastEvent event = event(i);
            if (event.is("lead.unassigned")
                    || ((event.is("lead.created") || event.is("lead.assigned")) && event.namesOwner())) {
                named = event.is("lead.unassigned") ? "" : event.member("owner");
                // who is taken off the lead owns it no more by an answer of before
                responder = "";
            }
            if (!answered) {
                boolean answers = i > created && Acts.answers(event);
                if (answers) {
                    responder = event.actorType().equals("customer") ? named : event.actor();
                }
                // also an end before the creation: such a lead waits for nobody
                answered = answers || event.endsTheLead();
            }
            owners.add(named.isEmpty() ? responder : named);
        }
        return owners;
    }

    /** The first one any event names, empty if none does. */
    String firstNamed(Function<PastEvent, String> name) {
        return events.stream()
                .map(name)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The first one any event of the deal names, empty if none does. */
    String firstNamedByDeal(String dealId, Function<PastEvent, String> name) {
        return events.stream()
                .filter(event -> event.concernsDeals() && event.dealId().equals(dealId))
                .map(name)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }
}
