package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.policy.Policies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Gathers what a batch of changes does to windows, so that each window is published once a batch. */
public final class WindowDeltas {
    private final Map<String, Rollup> byFact;

    /** By series, of which there are few, and then by begin: a window is found without comparing the names in its key. */
    private final Map<WindowSeries, Map<Long, WindowDelta>> pending = new LinkedHashMap<>();

    /** Of windows that have ended, those that change for the cause of now: each cause is a correction of its own. */
    private final Map<WindowSeries, Map<Long, WindowDelta>> corrections = new LinkedHashMap<>();

    /** Those of causes before. */
    private final List<WindowDelta> corrected = new ArrayList<>();

    /** Cohorts that have ended see their facts go on all the time, which corrects nothing: one change a batch, of all causes. */
    private final Map<WindowSeries, Map<Long, WindowDelta>> wentOn = new LinkedHashMap<>();

    private Cause cause = Cause.UNKNOWN;
    private long horizonMillis = Long.MIN_VALUE;

    /** @param byFact roll-ups by the name of the facts they sum */
    public WindowDeltas(Map<String, Rollup> byFact) {
        this.byFact = Map.copyOf(byFact);
    }

    /**
     * Says why the changes that follow came about.
     *
     * @param horizonMillis windows that ended by then are corrected by them
     */
    public void because(Cause reason, long horizonMillis) {
        endCause();
        this.cause = reason;
        this.horizonMillis = horizonMillis;
    }

    public void add(FactChange change, Policies policies) {
        Rollup rollup = byFact.get(change.type().name());
        if (rollup != null) {
            rollup.apply(change, policies, (series, startMillis) -> sums(change, series, startMillis));
        }
    }

    private void endCause() {
        corrections.forEach((series, deltas) -> deltas.forEach((startMillis, delta) -> {
            Window sums = delta.sums();
            if (sums.key().datedBy() != DatedBy.STARTED_AT || sums.size() != 0) {
                corrected.add(delta);
                return;
            }
            WindowDelta known = find(wentOn, series, startMillis);
            if (known == null) {
                put(wentOn, series, startMillis, new WindowDelta(sums, "", Cause.UNKNOWN));
            } else {
                known.sums().add(sums);
            }
        }));
        corrections.clear();
    }

    private Window sums(FactChange change, WindowSeries series, long startMillis) {
        WindowDelta known = find(pending, series, startMillis);
        if (known == null) {
            known = find(corrections, series, startMillis);
        }
        if (known != null) {
            return known.sums();
        }
        WindowKey window = series.startingAt(startMillis);
        boolean isClosed = startMillis < horizonMillis && window.endMillis() <= horizonMillis;
        WindowDelta delta = isClosed
                ? new WindowDelta(new Window(window), name(change), cause)
                : new WindowDelta(new Window(window), "", Cause.UNKNOWN);
        put(isClosed ? corrections : pending, series, startMillis, delta);
        return delta.sums();
    }

    private static void put(
            Map<WindowSeries, Map<Long, WindowDelta>> deltas,
            WindowSeries series,
            long startMillis,
            WindowDelta delta) {
        deltas.computeIfAbsent(series, unknown -> new LinkedHashMap<>()).put(startMillis, delta);
    }

    private static WindowDelta find(
            Map<WindowSeries, Map<Long, WindowDelta>> deltas, WindowSeries series, long startMillis) {
        Map<Long, WindowDelta> ofSeries = deltas.get(series);
        return ofSeries == null ? null : ofSeries.get(startMillis);
    }

    /** Hands over what was gathered and forgets it. Windows in which everything cancelled out are left out. */
    public void drain(Consumer<WindowDelta> to) {
        endCause();
        hand(pending, to);
        corrected.forEach(delta -> hand(delta, to));
        corrected.clear();
        hand(wentOn, to);
    }

    private static void hand(Map<WindowSeries, Map<Long, WindowDelta>> gathered, Consumer<WindowDelta> to) {
        gathered.values().forEach(deltas -> deltas.values().forEach(delta -> hand(delta, to)));
        gathered.clear();
    }

    private static void hand(WindowDelta delta, Consumer<WindowDelta> to) {
        if (!delta.sums().isZero()) {
            to.accept(delta);
        }
    }

    private static String name(FactChange change) {
        Object[] row = change.after() == null ? change.before() : change.after();
        return change.type().name() + ' ' + row[1];
    }
}
