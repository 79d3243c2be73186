package dev.crmpulse.engine.rollup;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.IntFunction;

/** Shows counts in an array as a map, for whoever writes them row by row. */
final class CountsByKey<K> extends AbstractMap<K, Long> {
    private final int size;
    private final IntFunction<K> keys;
    private final long[] counts;

    /** @param keys the key of each place */
    CountsByKey(int size, IntFunction<K> keys, long[] counts) {
        this.size = size;
        this.keys = keys;
        this.counts = counts;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Set<Map.Entry<K, Long>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Map.Entry<K, Long>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<K, Long>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Map.Entry<K, Long> next() {
            if (next == size) {
                throw new NoSuchElementException();
            }
            Map.Entry<K, Long> entry = Map.entry(keys.apply(next), counts[next]);
            next++;
            return entry;
        }
    }
}
