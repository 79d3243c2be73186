package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.policy.Policies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Gathers what a batch of changes does to windows, so that each window is published once a batch. */
public final class WindowDeltas {
    private final Map<String, Rollup> byFact;
    private final Map<WindowKey, WindowDelta> pending = new LinkedHashMap<>();

    /** @param byFact roll-ups by the name of the facts they sum */
    public WindowDeltas(Map<String, Rollup> byFact) {
        this.byFact = Map.copyOf(byFact);
    }

    public void add(FactChange change, Policies policies) {
        Rollup rollup = byFact.get(change.type().name());
        if (rollup != null) {
            rollup.apply(change, policies, key -> pending.computeIfAbsent(
                            key, window -> new WindowDelta(new Window(window), cause(change)))
                    .sums());
        }
    }

    /** Hands over what was gathered and forgets it. Windows in which everything cancelled out are left out. */
    public void drain(Consumer<WindowDelta> to) {
        for (WindowDelta delta : pending.values()) {
            if (!delta.sums().isZero()) {
                to.accept(delta);
            }
        }
        pending.clear();
    }

    private static String cause(FactChange change) {
        Object[] row = change.after() == null ? change.before() : change.after();
        return change.type().name() + ' ' + row[1];
    }
}
