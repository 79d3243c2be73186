package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.policy.Policies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Gathers what a batch of changes does to windows, so that each window is published once a batch. */
public final class WindowDeltas {
    private final Map<String, Rollup> byFact;

    /** By series, of which there are few, and then by begin: a window is found without comparing the names in its key. */
    private final Map<WindowSeries, Map<Long, WindowDelta>> pending = new LinkedHashMap<>();

    /** Of windows that have ended, by what they are and why they change: each cause is a correction of its own. */
    private final Map<Correction, WindowDelta> corrections = new LinkedHashMap<>();

    private Cause cause = Cause.UNKNOWN;
    private long horizonMillis = Long.MIN_VALUE;

    private record Correction(WindowKey window, Cause cause) {}

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
        this.cause = reason;
        this.horizonMillis = horizonMillis;
    }

    public void add(FactChange change, Policies policies) {
        Rollup rollup = byFact.get(change.type().name());
        if (rollup != null) {
            rollup.apply(change, policies, (series, startMillis) -> sums(change, series, startMillis));
        }
    }

    private Window sums(FactChange change, WindowSeries series, long startMillis) {
        Map<Long, WindowDelta> open = pending.computeIfAbsent(series, unknown -> new LinkedHashMap<>());
        WindowDelta known = open.get(startMillis);
        if (known != null) {
            return known.sums();
        }
        WindowKey window = series.startingAt(startMillis);
        if (startMillis < horizonMillis && window.endMillis() <= horizonMillis) {
            return corrections
                    .computeIfAbsent(
                            new Correction(window, cause),
                            unknown -> new WindowDelta(new Window(window), name(change), cause))
                    .sums();
        }
        WindowDelta delta = new WindowDelta(new Window(window), "", Cause.UNKNOWN);
        open.put(startMillis, delta);
        return delta.sums();
    }

    /** Hands over what was gathered and forgets it. Windows in which everything cancelled out are left out. */
    public void drain(Consumer<WindowDelta> to) {
        pending.values().forEach(deltas -> deltas.values().forEach(delta -> hand(delta, to)));
        pending.clear();
        // a cohort that has ended sees its facts go on all the time, which corrects nothing: one change a batch
        Map<WindowKey, WindowDelta> wentOn = new LinkedHashMap<>();
        for (WindowDelta correction : corrections.values()) {
            Window sums = correction.sums();
            if (sums.key().datedBy() == DatedBy.STARTED_AT && sums.size() == 0) {
                WindowDelta known = wentOn.putIfAbsent(sums.key(), new WindowDelta(sums, "", Cause.UNKNOWN));
                if (known != null) {
                    known.sums().add(sums);
                }
            } else {
                hand(correction, to);
            }
        }
        corrections.clear();
        wentOn.values().forEach(delta -> hand(delta, to));
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
