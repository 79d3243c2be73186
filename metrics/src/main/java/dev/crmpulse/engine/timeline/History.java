package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.CrmEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All deliveries of one root that differ in anything that could decide. Whichever order they came in, the same events
 * are accepted, in the same order. Losers are kept: a later winner may free them.
 */
public final class History {
    private final List<CrmEvent> deliveries = new ArrayList<>();
    private final Map<Identity, List<CrmEvent>> byId = new HashMap<>();

    private record Identity(String source, String id) {}

    public History(Iterable<CrmEvent> deliveries) {
        deliveries.forEach(this::add);
    }

    /**
     * Adds a delivery.
     *
     * @return false where the very same delivery is there already; it is then not kept twice
     */
    public boolean add(CrmEvent delivery) {
        List<CrmEvent> sameId =
                byId.computeIfAbsent(new Identity(delivery.source(), delivery.id()), key -> new ArrayList<>(1));
        for (CrmEvent known : sameId) {
            if (known.sameDelivery(delivery)) {
                return false;
            }
        }
        sameId.add(delivery);
        deliveries.add(delivery);
        return true;
    }

    /** Every delivery kept, in the order in which they were added. */
    public Collection<CrmEvent> deliveries() {
        return deliveries;
    }

    /** How many events that are counted on a timeline there are by source and id: the accepted, and their twins. */
    long identities(Timeline timeline) {
        long counted = 0;
        for (List<CrmEvent> sameId : byId.values()) {
            if (timeline.isHomeOf(winner(sameId).type())) {
                counted++;
            }
        }
        return counted;
    }

    /**
     * The accepted events in total order: of one source and id the winner, and of winners with equal contents, where
     * these count, the one with the smallest id.
     */
    public List<CrmEvent> accepted() {
        List<CrmEvent> accepted = new ArrayList<>(byId.size());
        Map<Long, CrmEvent> byContent = new HashMap<>();
        for (List<CrmEvent> sameId : byId.values()) {
            CrmEvent winner = winner(sameId);
            if (winner.contentHash() == CrmEvent.NO_TWINS) {
                accepted.add(winner);
            } else {
                byContent.merge(winner.contentHash(), winner, Duplicates::survivor);
            }
        }
        accepted.addAll(byContent.values());
        accepted.sort(CrmEvent.TOTAL_ORDER);
        return accepted;
    }

    private static CrmEvent winner(List<CrmEvent> sameId) {
        CrmEvent winner = sameId.get(0);
        for (int i = 1; i < sameId.size(); i++) {
            winner = Duplicates.winner(winner, sameId.get(i));
        }
        return winner;
    }
}
