package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.DimensionHistory;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Takes a key's new deliveries in and returns which facts changed: a pure function of what was known, what came and the
 * horizon.
 *
 * <p>The usual batch is later than everything before and free of duplicates: it is folded onto the timelineState, and the
 * history is only appended to. Anything else reads the history, settles the duplicates and folds anew.
 */
public final class TimelineProcessor {
    private final Timeline timeline;
    private final HistoryReading reading;
    /** What each fold reads. */
    private final List<EnumSet<EventType>> reads;

    /** For a history that is folded anew. */
    private final boolean[] allFolds;

    private Policies policies;

    public TimelineProcessor(Timeline timeline, Policies policies) {
        this(timeline, policies, HistoryReading.AS_THEY_ARE);
    }

    /** @param reading how the folds see the events of a history */
    public TimelineProcessor(Timeline timeline, Policies policies, HistoryReading reading) {
        this.timeline = timeline;
        this.reading = reading;
        this.policies = policies;
        this.reads = timeline.folds().stream()
                .map(fold -> EnumSet.copyOf(fold.reads()))
                .toList();
        this.allFolds = new boolean[timeline.folds().size()];
        Arrays.fill(allFolds, true);
    }

    /** Evaluates by these from now on. What was in force before must still be as it was. */
    public void updatePolicies(Policies newPolicies) {
        policies = newPolicies;
    }

    /**
     * Evaluates a batch of deliveries of one key.
     *
     * @param timelineState what is known of the key; changed in place
     * @param batch new deliveries in any order; may be empty where only the horizon moved. Sorted in place
     * @param horizonMillis the event time up to which silence is evaluated; never lower than it was for the key before
     * @param history reads the deliveries remembered before this batch; called only where the batch needs it
     */
    public ProcessingResult process(
            EntityKey key,
            TimelineState timelineState,
            List<CrmEvent> batch,
            long horizonMillis,
            Supplier<Iterable<CrmEvent>> history) {
        batch.sort(CrmEvent.TOTAL_ORDER);
        boolean allNew = rememberPrints(timelineState, batch);
        boolean appendable = allNew
                && isLaterThanHead(timelineState, batch)
                && isBuilt(timelineState)
                && timelineState.earliestSkippedDeadlineMillis > horizonMillis;
        return appendable
                ? append(key, timelineState, batch, horizonMillis)
                : refold(key, timelineState, batch, horizonMillis, history.get());
    }

    private ProcessingResult append(
            EntityKey key, TimelineState timelineState, List<CrmEvent> batch, long horizonMillis) {
        TenantPolicies inForce = policies.tenant(key.tenant());
        DimensionHistory dimensionsBefore = timelineState.dimensions;
        timelineState.dimensions = dimensions(key, dimensionsBefore, reading.read(key, batch));
        // what an event says of dimensions may concern facts of any fold
        boolean[] canChange =
                timelineState.dimensions == dimensionsBefore ? changing(timelineState, batch, horizonMillis) : allFolds;
        Map<String, Fact>[] before = facts(timelineState, key, canChange);
        foldOnto(timelineState, key, batch, horizonMillis, inForce, canChange);
        List<CrmEvent> remembered = List.copyOf(batch);
        List<CrmEvent> accepted = countedHere(remembered);
        timelineState.accepted += accepted.size();
        return difference(
                timelineState,
                key,
                dimensionsBefore,
                before,
                canChange,
                new Counted(remembered, Settlement.accepted(accepted), false, false));
    }

    /**
     * Folds a history anew, whatever the state says of it, and returns how its facts differ from those of the state.
     *
     * @param batch deliveries that may not be remembered yet
     * @param remembered all deliveries that are
     */
    public ProcessingResult refold(
            EntityKey key,
            TimelineState timelineState,
            List<CrmEvent> batch,
            long horizonMillis,
            Iterable<CrmEvent> remembered) {
        TenantPolicies inForce = policies.tenant(key.tenant());
        DimensionHistory dimensionsBefore = timelineState.dimensions;
        Map<String, Fact>[] before = facts(timelineState, key, allFolds);
        History all = new History(remembered);
        History.Accepted known = all.accepted();
        List<CrmEvent> unknown = new ArrayList<>(batch.size());
        for (CrmEvent delivery : batch) {
            if (all.add(delivery)) {
                unknown.add(delivery);
            }
        }
        History.Accepted accepted = all.accepted();
        for (int i = 0; i < timelineState.states.length; i++) {
            timelineState.states[i] = timeline.folds().get(i).create();
        }
        timelineState.dimensions = dimensions(key, DimensionHistory.NONE, reading.read(key, accepted.events()));
        timelineState.last = null;
        timelineState.lastFiredDeadlineMillis = Long.MIN_VALUE;
        timelineState.earliestSkippedDeadlineMillis = Fold.NEVER;
        foldOnto(timelineState, key, accepted.events(), horizonMillis, inForce, allFolds);
        List<CrmEvent> countedNow = countedHere(accepted.events());
        List<CrmEvent> twinsNow = countedHere(accepted.twins());
        Settlement settlement =
                Settlement.between(countedHere(known.events()), countedHere(known.twins()), countedNow, twinsNow);
        timelineState.accepted = countedNow.size();
        timelineState.twins = twinsNow.size();
        return difference(
                timelineState,
                key,
                dimensionsBefore,
                before,
                allFolds,
                new Counted(unknown, settlement, true, !unknown.isEmpty() && all.hasOtherOf(unknown.get(0))));
    }

    /**
     * Goes on where another timeline left a key: returns how the facts of its history differ from those of its state there.
     *
     * @param remembered all deliveries of the history here, none of which the state need know
     */
    public ProcessingResult resume(
            EntityKey key, TimelineState timelineState, long horizonMillis, Iterable<CrmEvent> remembered) {
        remembered.forEach(timelineState.fingerprints::add);
        return refold(key, timelineState, List.of(), horizonMillis, remembered);
    }

    /**
     * Takes back all facts of a key whose history is evaluated under another one from now on. The state then counts its
     * deliveries and folds them no more.
     */
    public ProcessingResult retract(EntityKey key, TimelineState timelineState) {
        Map<String, Fact>[] before = facts(timelineState, key, allFolds);
        Arrays.fill(timelineState.states, null);
        return difference(
                timelineState,
                key,
                timelineState.dimensions,
                before,
                allFolds,
                new Counted(List.of(), Settlement.NOTHING, false, false));
    }

    /** What of a result no fold says. */
    private record Counted(List<CrmEvent> remembered, Settlement settlement, boolean refolded, boolean redelivered) {}

    private ProcessingResult difference(
            TimelineState timelineState,
            EntityKey key,
            DimensionHistory dimensionsBefore,
            Map<String, Fact>[] before,
            boolean[] canChange,
            Counted counted) {
        List<FactChange> changes = new ArrayList<>();
        List<Notice> notices = new ArrayList<>(0);
        RowBasis basis = new RowBasis(policies.tenant(key.tenant()), dimensionsBefore, timelineState.dimensions);
        difference(timelineState, before, facts(timelineState, key, canChange), basis, changes, notices);
        return new ProcessingResult(
                changes,
                notices,
                timelineState.revision,
                counted.remembered(),
                counted.settlement(),
                counted.refolded(),
                counted.redelivered());
    }

    /** When the horizon alone will change the facts next at the earliest; {@link Fold#NEVER} if it won't. */
    public long nextDeadline(TimelineState timelineState) {
        long next = timelineState.earliestSkippedDeadlineMillis;
        for (int i = 0; i < timelineState.states.length; i++) {
            if (timelineState.states[i] != null) {
                next = Math.min(next, nextDeadline(timeline.folds().get(i), timelineState.states[i]));
            }
        }
        return next;
    }

    /** Whether all folds are done with the key as far as they know. */
    public boolean isClosed(TimelineState timelineState) {
        for (int i = 0; i < timelineState.states.length; i++) {
            if (timelineState.states[i] == null || !closed(timeline.folds().get(i), timelineState.states[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing of the batch belongs before an event or a deadline that was folded already. */
    private static boolean isLaterThanHead(TimelineState timelineState, List<CrmEvent> batch) {
        return timelineState.last == null
                || batch.isEmpty()
                || (batch.get(0).orderKey().compareTo(timelineState.last) > 0
                        && batch.get(0).timeMillis() > timelineState.lastFiredDeadlineMillis);
    }

    private static boolean rememberPrints(TimelineState timelineState, List<CrmEvent> batch) {
        boolean allNew = true;
        for (CrmEvent event : batch) {
            allNew &= timelineState.fingerprints.add(event);
        }
        return allNew;
    }

    /** Those of the events that are counted on this timeline, and not on another one. */
    private List<CrmEvent> countedHere(List<CrmEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (!timeline.isHomeOf(events.get(i).type())) {
                return events.stream()
                        .filter(event -> timeline.isHomeOf(event.type()))
                        .toList();
            }
        }
        return events;
    }

    private boolean isBuilt(TimelineState timelineState) {
        for (int i = 0; i < timelineState.states.length; i++) {
            if (timelineState.states[i] == null) {
                if (timelineState.last != null) {
                    return false;
                }
                timelineState.states[i] = timeline.folds().get(i).create();
            }
        }
        return true;
    }

    /** Which folds the events, or the silence up to the horizon, can change; the facts of all others stay what they are. */
    private boolean[] changing(TimelineState timelineState, List<CrmEvent> events, long horizonMillis) {
        boolean[] changing = new boolean[timelineState.states.length];
        for (int i = 0; i < changing.length; i++) {
            changing[i] = nextDeadline(timeline.folds().get(i), timelineState.states[i]) <= horizonMillis
                    || readsAnyOf(reads.get(i), events);
        }
        return changing;
    }

    private static boolean readsAnyOf(EnumSet<EventType> reads, List<CrmEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (reads.contains(events.get(i).type())) {
                return true;
            }
        }
        return false;
    }

    private void foldOnto(
            TimelineState timelineState,
            EntityKey key,
            List<CrmEvent> events,
            long horizonMillis,
            TenantPolicies policies,
            boolean[] folds) {
        List<CrmEvent> seen = reading.read(key, events);
        for (int i = 0; i < timelineState.states.length; i++) {
            if (!folds[i]) {
                continue;
            }
            foldOnto(
                    timelineState,
                    timeline.folds().get(i),
                    reads.get(i),
                    timelineState.states[i],
                    seen,
                    horizonMillis,
                    policies);
        }
        if (!events.isEmpty()) {
            timelineState.last = events.get(events.size() - 1).orderKey();
        }
    }

    @SuppressWarnings("unchecked") // states[i] was made by folds[i]
    private static <S extends BinaryState> void foldOnto(
            TimelineState timelineState,
            Fold<S, ?> fold,
            EnumSet<EventType> reads,
            Object folded,
            List<CrmEvent> events,
            long horizonMillis,
            TenantPolicies policies) {
        S state = (S) folded;
        for (CrmEvent event : events) {
            if (!reads.contains(event.type())) {
                continue;
            }
            // an event at the very deadline still keeps the SLA, so the deadline passes after it
            passDeadlines(timelineState, fold, state, Math.min(event.timeMillis() - 1, horizonMillis), policies);
            long pending = fold.nextDeadline(state);
            if (pending < event.timeMillis()) {
                // the event may end what is pending, so the deadline must be remembered here
                timelineState.earliestSkippedDeadlineMillis =
                        Math.min(timelineState.earliestSkippedDeadlineMillis, pending);
            }
            fold.apply(state, event, policies);
        }
        passDeadlines(timelineState, fold, state, horizonMillis, policies);
    }

    private static <S extends BinaryState> void passDeadlines(
            TimelineState timelineState, Fold<S, ?> fold, S state, long untilMillis, TenantPolicies policies) {
        for (long due = fold.nextDeadline(state); due <= untilMillis; ) {
            fold.passDeadline(state, due, policies);
            timelineState.lastFiredDeadlineMillis = Math.max(timelineState.lastFiredDeadlineMillis, due);
            long next = fold.nextDeadline(state);
            if (next <= due) {
                throw new IllegalStateException(fold.metric() + " does not move on from its deadline " + due);
            }
            due = next;
        }
    }

    private Map<String, Fact>[] facts(TimelineState timelineState, EntityKey key, boolean[] folds) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generic types cannot be made otherwise
        Map<String, Fact>[] facts = new Map[timelineState.states.length];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = timelineState.states[i] == null || !folds[i]
                    ? Collections.emptyMap()
                    : facts(timeline.folds().get(i), timelineState.states[i], key);
        }
        return facts;
    }

    @SuppressWarnings("unchecked") // states[i] was made by folds[i]
    private static <S extends BinaryState, F extends Fact> Map<String, Fact> facts(
            Fold<S, F> fold, Object state, EntityKey key) {
        Map<String, Fact> byId = new LinkedHashMap<>();
        fold.facts((S) state, key, fact -> {
            if (byId.put(fact.id(), fact) != null) {
                throw new IllegalStateException(fold.metric() + " states fact " + fact.id() + " twice");
            }
        });
        return byId;
    }

    /** What rows are made of beside their fact, before a batch and after it. */
    private record RowBasis(TenantPolicies policies, DimensionHistory before, DimensionHistory after) {
        @SuppressWarnings("unchecked") // a fold states facts of its own type only
        <F extends Fact> boolean isChange(FactType<F> type, Fact before, Fact after) {
            return !after.equals(before)
                    || (this.before != this.after
                            && !type.dimensions((F) before, this.before)
                                    .equals(type.dimensions((F) after, this.after)));
        }

        <F extends Fact> FactChange change(FactType<F> type, F before, F after, long revision) {
            return new FactChange(
                    type,
                    before == null ? null : type.row(before, policies, this.before),
                    after == null ? null : type.row(after, policies, this.after),
                    revision);
        }
    }

    private void difference(
            TimelineState timelineState,
            Map<String, Fact>[] before,
            Map<String, Fact>[] after,
            RowBasis basis,
            List<FactChange> changes,
            List<Notice> notices) {
        long revision = timelineState.revision + 1;
        for (int i = 0; i < before.length; i++) {
            Fold<?, ?> fold = timeline.folds().get(i);
            for (Fact fact : after[i].values()) {
                Fact old = before[i].remove(fact.id());
                if (basis.isChange(fold.factType(), old, fact)) {
                    changes.add(change(fold, old, fact, basis, revision, notices));
                }
            }
            for (Fact gone : before[i].values()) {
                changes.add(change(fold, gone, null, basis, revision, notices));
            }
        }
        if (!changes.isEmpty()) {
            timelineState.revision = revision;
        }
    }

    @SuppressWarnings("unchecked") // a fold states facts of its own type only
    private static <F extends Fact> FactChange change(
            Fold<?, F> fold, Fact before, Fact after, RowBasis basis, long revision, List<Notice> notices) {
        fold.notices((F) before, (F) after, notices::add);
        return basis.change(fold.factType(), (F) before, (F) after, revision);
    }

    /** What is known of dimensions after more events of the history. */
    private DimensionHistory dimensions(EntityKey key, DimensionHistory known, List<CrmEvent> events) {
        if (!timeline.keepsDimensions()) {
            return known;
        }
        DimensionHistory dimensions = known;
        for (int i = 0; i < events.size(); i++) {
            dimensions = dimensions.with(events.get(i), key);
        }
        return dimensions;
    }

    @SuppressWarnings("unchecked") // states[i] was made by folds[i]
    private static <S extends BinaryState> long nextDeadline(Fold<S, ?> fold, Object state) {
        return fold.nextDeadline((S) state);
    }

    @SuppressWarnings("unchecked") // states[i] was made by folds[i]
    private static <S extends BinaryState> boolean closed(Fold<S, ?> fold, Object state) {
        return fold.closed((S) state);
    }
}
