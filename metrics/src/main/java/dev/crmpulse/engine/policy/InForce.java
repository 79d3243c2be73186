package dev.crmpulse.engine.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** What holds when: values, each in force from a moment on until the next one. */
final class InForce<T> {
    private final long[] fromMillis;
    private final List<T> values;

    InForce(SortedMap<Long, T> byBeginning) {
        fromMillis = byBeginning.keySet().stream().mapToLong(Long::longValue).toArray();
        values = new ArrayList<>(byBeginning.values());
    }

    /** The value in force at a moment; the other one before the first. */
    T at(long millis, T otherwise) {
        // most of what happens happens under the last rule
        for (int i = fromMillis.length - 1; i >= 0; i--) {
            if (fromMillis[i] <= millis) {
                return values.get(i);
            }
        }
        return otherwise;
    }
}
