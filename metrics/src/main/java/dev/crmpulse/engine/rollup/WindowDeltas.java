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

    /** @param byFact roll-ups by the name of the facts they sum */
    public WindowDeltas(Map<String, Rollup> byFact) {
        this.byFact = Map.copyOf(byFact);
    }

    public void add(FactChange change, Policies policies) {
        Rollup rollup = byFact.get(change.type().name());
        if (rollup != null) {
            rollup.apply(change, policies, (series, startMillis) -> sums(change, series, startMillis));
        }
    }

    private Window sums(FactChange change, WindowSeries series, long startMillis) {
        return pending.computeIfAbsent(series, unknown -> new LinkedHashMap<>())
                .computeIfAbsent(
                        startMillis, start -> new WindowDelta(new Window(series.startingAt(start)), cause(change)))
                .sums();
    }

    /** Hands over what was gathered and forgets it. Windows in which everything cancelled out are left out. */
    public void drain(Consumer<WindowDelta> to) {
        for (Map<Long, WindowDelta> deltas : pending.values()) {
            for (WindowDelta delta : deltas.values()) {
                if (!delta.sums().isZero()) {
                    to.accept(delta);
                }
            }
        }
        pending.clear();
    }

    private static String cause(FactChange change) {
        Object[] row = change.after() == null ? change.before() : change.after();
        return change.type().name() + ' ' + row[1];
    }
}
