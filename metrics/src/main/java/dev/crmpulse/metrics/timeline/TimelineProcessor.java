package dev.crmpulse.metrics.timeline;

import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.Root;
import dev.crmpulse.metrics.fact.Fact;
import dev.crmpulse.metrics.fact.FactChange;
import dev.crmpulse.metrics.fact.FactType;
import dev.crmpulse.metrics.policy.Policies;
import dev.crmpulse.metrics.policy.TenantPolicies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Takes a root's new deliveries in and returns which facts changed: a pure function of what was known, what came and the
 * horizon.
 *
 * <p>The usual batch is later than everything before and free of duplicates: it is folded onto the head, and the
 * history is only appended to. Anything else reads the history, settles the duplicates and folds anew.
 */
public final class TimelineProcessor {
    private final Timeline timeline;
    private Policies policies;

    public TimelineProcessor(Timeline timeline, Policies policies) {
        this.timeline = timeline;
        this.policies = policies;
    }

    /** Evaluates by these from now on. What was in force before must still be as it was. */
    public void follow(Policies newPolicies) {
        policies = newPolicies;
    }

    /**
     * Evaluates a batch of deliveries of one root.
     *
     * @param head what is known of the root; changed in place
     * @param batch new deliveries in any order; may be empty where only the horizon moved. Sorted in place
     * @param horizonMillis the event time up to which silence is evaluated; never lower than it was for the root before
     * @param history reads the deliveries remembered before this batch; called only where the batch needs it
     */
    public ProcessingResult process(
            Root root, Head head, List<CrmEvent> batch, long horizonMillis, Supplier<Iterable<CrmEvent>> history) {
        TenantPolicies inForce = policies.tenant(root.tenant());
        Map<String, Fact>[] before = facts(head, root);
        batch.sort(CrmEvent.TOTAL_ORDER);
        boolean allNew = rememberPrints(head, batch);
        boolean appendable =
                allNew && isLaterThanHead(head, batch) && isBuilt(head) && head.overrunMillis > horizonMillis;
        List<CrmEvent> remembered;
        long acceptedBefore = head.accepted;
        long twinsBefore = head.twins;
        if (appendable) {
            remembered = List.copyOf(batch);
            foldOnto(head, batch, horizonMillis, inForce);
            head.accepted += batch.size();
        } else {
            History all = new History(history.get());
            remembered = new ArrayList<>(batch.size());
            for (CrmEvent delivery : batch) {
                if (all.add(delivery)) {
                    remembered.add(delivery);
                }
            }
            List<CrmEvent> accepted = all.accepted();
            for (int i = 0; i < head.states.length; i++) {
                head.states[i] = timeline.folds().get(i).create();
            }
            head.last = null;
            head.passedMillis = Long.MIN_VALUE;
            head.overrunMillis = Fold.NEVER;
            foldOnto(head, accepted, horizonMillis, inForce);
            head.accepted = accepted.size();
            head.twins = (long) all.identities() - accepted.size();
        }
        List<FactChange> changes = difference(head, before, facts(head, root), inForce);
        return new ProcessingResult(
                changes, remembered, head.accepted - acceptedBefore, head.twins - twinsBefore, !appendable);
    }

    /** When the horizon alone will change the facts next at the earliest; {@link Fold#NEVER} if it won't. */
    public long nextDeadline(Head head) {
        long next = head.overrunMillis;
        for (int i = 0; i < head.states.length; i++) {
            if (head.states[i] != null) {
                next = Math.min(next, nextDeadline(timeline.folds().get(i), head.states[i]));
            }
        }
        return next;
    }

    /** Whether all folds are done with the root as far as they know. */
    public boolean isClosed(Head head) {
        for (int i = 0; i < head.states.length; i++) {
            if (head.states[i] == null || !closed(timeline.folds().get(i), head.states[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing of the batch belongs before an event or a deadline that was folded already. */
    private static boolean isLaterThanHead(Head head, List<CrmEvent> batch) {
        return head.last == null
                || batch.isEmpty()
                || (batch.get(0).orderKey().compareTo(head.last) > 0
                        && batch.get(0).timeMillis() > head.passedMillis);
    }

    private static boolean rememberPrints(Head head, List<CrmEvent> batch) {
        boolean allNew = true;
        for (CrmEvent event : batch) {
            allNew &= head.fingerprints.add(event);
        }
        return allNew;
    }

    private boolean isBuilt(Head head) {
        for (int i = 0; i < head.states.length; i++) {
            if (head.states[i] == null) {
                if (head.accepted > 0) {
                    return false;
                }
                head.states[i] = timeline.folds().get(i).create();
            }
        }
        return true;
    }

    private void foldOnto(Head head, List<CrmEvent> events, long horizonMillis, TenantPolicies policies) {
        for (int i = 0; i < head.states.length; i++) {
            foldOnto(head, timeline.folds().get(i), head.states[i], events, horizonMillis, policies);
        }
        if (!events.isEmpty()) {
            head.last = events.get(events.size() - 1).orderKey();
        }
    }

    @SuppressWarnings("unchecked") // states[i] was made by folds[i]
    private static <S> void foldOnto(
            Head head,
            Fold<S, ?> fold,
            Object folded,
            List<CrmEvent> events,
            long horizonMillis,
            TenantPolicies policies) {
        S state = (S) folded;
        for (CrmEvent event : events) {
            // an event at the very deadline still keeps the promise, so the deadline passes after it
            passDeadlines(head, fold, state, Math.min(event.timeMillis() - 1, horizonMillis), policies);
            long pending = fold.nextDeadline(state);
            if (pending < event.timeMillis()) {
                // the event may end what is pending, so the deadline must be remembered here
                head.overrunMillis = Math.min(head.overrunMillis, pending);
            }
            fold.apply(state, event, policies);
        }
        passDeadlines(head, fold, state, horizonMillis, policies);
    }

    private static <S> void passDeadlines(
            Head head, Fold<S, ?> fold, S state, long untilMillis, TenantPolicies policies) {
        for (long due = fold.nextDeadline(state); due <= untilMillis; ) {
            fold.passDeadline(state, due, policies);
            head.passedMillis = Math.max(head.passedMillis, due);
            long next = fold.nextDeadline(state);
            if (next <= due) {
                throw new IllegalStateException(fold.metric() + " does not move on from its deadline " + due);
            }
            due = next;
        }
    }

    private Map<String, Fact>[] facts(Head head, Root root) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generic types cannot be made otherwise
        Map<String, Fact>[] facts = new Map[head.states.length];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = head.states[i] == null
                    ? Collections.emptyMap()
                    : facts(timeline.folds().get(i), head.states[i], root);
        }
        return facts;
    }

    @SuppressWarnings("unchecked") // states[i] was made by folds[i]
    private static <S, F extends Fact> Map<String, Fact> facts(Fold<S, F> fold, Object state, Root root) {
        Map<String, Fact> byId = new LinkedHashMap<>();
        fold.facts((S) state, root, fact -> {
            if (byId.put(fact.id(), fact) != null) {
                throw new IllegalStateException(fold.metric() + " states fact " + fact.id() + " twice");
            }
        });
        return byId;
    }

    private List<FactChange> difference(
            Head head, Map<String, Fact>[] before, Map<String, Fact>[] after, TenantPolicies policies) {
        List<FactChange> changes = new ArrayList<>();
        long revision = head.revision + 1;
        for (int i = 0; i < before.length; i++) {
            FactType<?> type = timeline.folds().get(i).factType();
            for (Fact fact : after[i].values()) {
                Fact old = before[i].remove(fact.id());
                if (!fact.equals(old)) {
                    changes.add(new FactChange(type, row(type, old, policies), row(type, fact, policies), revision));
                }
            }
            for (Fact gone : before[i].values()) {
                changes.add(new FactChange(type, row(type, gone, policies), null, revision));
            }
        }
        if (!changes.isEmpty()) {
            head.revision = revision;
        }
        return changes;
    }

    @SuppressWarnings("unchecked") // a fold states facts of its own type only
    private static <F extends Fact> Object[] row(FactType<F> type, Fact fact, TenantPolicies policies) {
        return fact == null ? null : type.row((F) fact, policies);
    }

    @SuppressWarnings("unchecked") // states[i] was made by folds[i]
    private static <S> long nextDeadline(Fold<S, ?> fold, Object state) {
        return fold.nextDeadline((S) state);
    }

    @SuppressWarnings("unchecked") // states[i] was made by folds[i]
    private static <S> boolean closed(Fold<S, ?> fold, Object state) {
        return fold.closed((S) state);
    }
}
