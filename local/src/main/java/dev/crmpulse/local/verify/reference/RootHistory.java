package dev.crmpulse.local.verify.reference;

import java.util.List;
import java.util.function.Function;

/**
 * All events of one root in total order, and what may be asked of them without knowing any metric.
 *
 * @param root subject of the history, such as {@code lead/L-17}
 */
public record RootHistory(String tenant, String root, List<PastEvent> events) {
    private static final String LEAD = "lead/";

    public RootHistory {
        events = List.copyOf(events);
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

    /** The lead the root is, empty where it is none. */
    String leadId() {
        return root.startsWith(LEAD) ? root.substring(LEAD.length()) : "";
    }

    /** The deals that are told of, in the order of their first event. */
    List<String> deals() {
        return events.stream()
                .filter(PastEvent::tellsOfDeals)
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
        String named = namedLeadOwner(upTo);
        return named.isEmpty() ? responder(upTo) : named;
    }

    /** Owner of a deal after an event: the last one its events name so far, else that of the lead. */
    String dealOwner(String dealId, int upTo) {
        for (int i = upTo; i >= 0; i--) {
            PastEvent event = event(i);
            if (event.tellsOfDeals()
                    && event.dealId().equals(dealId)
                    && !event.member("owner").isEmpty()) {
                return event.member("owner");
            }
        }
        return leadOwner(upTo);
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
                .filter(event -> event.tellsOfDeals() && event.dealId().equals(dealId))
                .map(name)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private String namedLeadOwner(int upTo) {
        for (int i = upTo; i >= 0; i--) {
            PastEvent event = event(i);
            boolean names = event.is("lead.created") || event.is("lead.assigned");
            if (names && !event.member("owner").isEmpty()) {
                return event.member("owner");
            }
        }
        return "";
    }

    private String responder(int upTo) {
        int created = creation();
        for (int i = created + 1; created >= 0 && i <= upTo; i++) {
            PastEvent event = event(i);
            if (event.endsTheLead()) {
                return "";
            }
            if (Acts.answers(event)) {
                return event.actorType().equals("customer") ? namedLeadOwner(i) : event.actor();
            }
        }
        return "";
    }
}
