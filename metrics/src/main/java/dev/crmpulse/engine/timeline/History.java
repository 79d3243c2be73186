package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.CrmEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All deliveries of one key that differ in anything that could decide. Whichever order they came in, the same events
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

    /** Whether another delivery with the source and id of this one is kept. */
    public boolean hasOtherOf(CrmEvent delivery) {
        return byId.get(new Identity(delivery.source(), delivery.id())).size() > 1;
    }

    /** Every delivery kept, in the order in which they were added. */
    public Collection<CrmEvent> deliveries() {
        return deliveries;
    }

    /**
     * What of the deliveries counts.
     *
     * @param events the accepted events in total order
     * @param twins events of an id of their own that count as duplicates for their contents, in any order
     */
    public record Accepted(List<CrmEvent> events, List<CrmEvent> twins) {}

    /**
     * Settles which deliveries count: of one source and id the winner, and of winners with equal contents, where these
     * count, the one with the smallest id.
     */
    public Accepted accepted() {
        List<CrmEvent> events = new ArrayList<>(byId.size());
        List<CrmEvent> twins = new ArrayList<>();
        Map<Long, CrmEvent> byContent = new HashMap<>();
        for (List<CrmEvent> sameId : byId.values()) {
            CrmEvent winner = winner(sameId);
            CrmEvent other = winner.contentHash() == CrmEvent.NO_TWINS ? null : byContent.get(winner.contentHash());
            if (winner.contentHash() == CrmEvent.NO_TWINS) {
                events.add(winner);
            } else if (other == null) {
                byContent.put(winner.contentHash(), winner);
            } else {
                CrmEvent survivor = Duplicates.survivor(other, winner);
                byContent.put(winner.contentHash(), survivor);
                twins.add(survivor.equals(winner) ? other : winner);
            }
        }
        events.addAll(byContent.values());
        events.sort(CrmEvent.TOTAL_ORDER);
        return new Accepted(events, twins);
    }

    private static CrmEvent winner(List<CrmEvent> sameId) {
        CrmEvent winner = sameId.get(0);
        for (int i = 1; i < sameId.size(); i++) {
            winner = Duplicates.winner(winner, sameId.get(i));
        }
        return winner;
    }
}
