package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Counts of a few names, such as buckets or outcomes; a name that counts nothing is not there. */
final class NamedCounts implements BinaryState {
    private static final String[] NO_NAMES = {};
    private static final long[] NO_COUNTS = {};

    /** In the order of the alphabet. */
    private String[] names = NO_NAMES;

    private long[] counts = NO_COUNTS;

    /** Adds so many of a name, or takes them away. */
    void add(String name, long times) {
        int place = Arrays.binarySearch(names, name);
        if (place < 0) {
            insert(-place - 1, name, times);
        } else if (counts[place] + times != 0) {
            counts[place] += times;
        } else {
            remove(place);
        }
    }

    /** Adds all that another one counts. */
    void add(NamedCounts other) {
        for (int i = 0; i < other.names.length; i++) {
            add(other.names[i], other.counts[i]);
        }
    }

    boolean isZero() {
        return names.length == 0;
    }

    /** Counts by name. Not to be kept while more is added. */
    Map<String, Long> byName() {
        return new CountsByKey<>(names.length, i -> names[i], counts);
    }

    private void insert(int place, String name, long times) {
        String[] moreNames = new String[names.length + 1];
        long[] moreCounts = new long[names.length + 1];
        System.arraycopy(names, 0, moreNames, 0, place);
        System.arraycopy(counts, 0, moreCounts, 0, place);
        System.arraycopy(names, place, moreNames, place + 1, names.length - place);
        System.arraycopy(counts, place, moreCounts, place + 1, names.length - place);
        moreNames[place] = name;
        moreCounts[place] = times;
        names = moreNames;
        counts = moreCounts;
    }

    private void remove(int place) {
        int size = names.length - 1;
        String[] fewerNames = Arrays.copyOf(names, size);
        long[] fewerCounts = Arrays.copyOf(counts, size);
        System.arraycopy(names, place + 1, fewerNames, place, size - place);
        System.arraycopy(counts, place + 1, fewerCounts, place, size - place);
        names = fewerNames;
        counts = fewerCounts;
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        int size = f.varInt(names.length);
        if (f.isReading()) {
            names = new String[size];
            counts = new long[size];
        }
        for (int i = 0; i < size; i++) {
            names[i] = f.text(names[i]);
            counts[i] = f.varLong(counts[i]);
        }
    }
}
