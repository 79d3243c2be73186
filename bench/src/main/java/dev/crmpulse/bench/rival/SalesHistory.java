package dev.crmpulse.bench.rival;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a lead, of its deal or of both, in the order in which it happened.
 *
 * @param leadId as the last event named it, and so the deal; empty before the first
 */
public record SalesHistory(String leadId, String dealId, List<Act> acts) {
    public static final SalesHistory EMPTY = new SalesHistory("", "", List.of());

    /** With one event more; nothing where it was known. */
    public Optional<SalesHistory> with(SalesEvent event) {
        int place = acts.size();
        for (int i = acts.size() - 1; i >= 0; i--) {
            Act known = acts.get(i);
            if (known.id().equals(event.act().id())) {
                return Optional.empty();
            }
            if (place == i + 1 && Act.ORDER.compare(known, event.act()) > 0) {
                place = i;
            }
        }
        List<Act> more = new ArrayList<>(acts.size() + 1);
        more.addAll(acts);
        more.add(place, event.act());
        return Optional.of(new SalesHistory(event.leadId(), event.dealId(), more));
    }

    /** The three metrics, computed anew. */
    public SalesFacts facts() {
        Long leadCreated = null;
        Long assigned = null;
        Long answered = null;
        Long dealCreated = null;
        Long won = null;
        List<SalesFacts.Visit> visits = new ArrayList<>();
        String stage = "";
        long entered = 0;
        for (Act act : acts) {
            switch (act.kind()) {
                case LEAD_CREATED -> leadCreated = leadCreated == null ? (Long) act.timeMillis() : leadCreated;
                case LEAD_ASSIGNED ->
                    assigned = leadCreated != null && assigned == null ? (Long) act.timeMillis() : assigned;
                case CONTACT -> answered = leadCreated != null && answered == null ? (Long) act.timeMillis() : answered;
                case DEAL_CREATED -> dealCreated = dealCreated == null ? (Long) act.timeMillis() : dealCreated;
                case STAGE_CHANGED -> {}
                case DEAL_WON -> won = won == null ? (Long) act.timeMillis() : won;
            }
            boolean ends = act.kind() == Act.Kind.DEAL_WON;
            boolean moves =
                    won == null && !act.stage().isEmpty() && !act.stage().equals(stage);
            if (!stage.isEmpty() && (ends || moves)) {
                visits.add(new SalesFacts.Visit(visits.size() + 1, stage, entered, act.timeMillis()));
                stage = "";
            }
            if (moves) {
                stage = act.stage();
                entered = act.timeMillis();
            }
        }
        if (!stage.isEmpty()) {
            visits.add(new SalesFacts.Visit(visits.size() + 1, stage, entered, null));
        }
        return new SalesFacts(
                leadId,
                dealId,
                leadCreated == null ? null : new SalesFacts.Response(leadCreated, assigned, answered),
                visits,
                cycle(dealCreated, won));
    }

    /** From the creation of the deal, else from the first that is known of it. */
    private SalesFacts.Cycle cycle(Long created, Long won) {
        return acts.stream()
                .filter(act -> act.kind().compareTo(Act.Kind.DEAL_CREATED) >= 0)
                .findFirst()
                .map(first -> new SalesFacts.Cycle(created == null ? first.timeMillis() : created, won))
                .orElse(null);
    }
}
