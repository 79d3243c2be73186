package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/**
 * Counts of durations in bins that grow by about one per cent, so that the middle of a bin is at most 0.5 % away from
 * anything in it (the bins of DDSketch). Unlike a digest it is linear: what was added can be taken away, and sums of
 * sketches are the sketch of the union. Durations of no length have a count of their own.
 */
public final class Sketch implements BinaryState {
    /** Largest relative error of a value read back. */
    public static final double RELATIVE_ERROR = 0.005;

    private static final double GROWTH = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
    private static final double LOG_GROWTH = StrictMath.log(GROWTH);
    private static final short[] NO_BINS = {};
    private static final long[] NO_COUNTS = {};

    /** In rising order; those that count are the first {@link #size}, the rest is room. */
    private short[] bins = NO_BINS;

    private long[] counts = NO_COUNTS;
    private int size;
    private long zeros;

    /**
     * The bin of a duration: the same on every machine, hence the strict logarithm.
     *
     * @param millis more than 0
     */
    public static short binOf(long millis) {
        return (short) StrictMath.ceil(StrictMath.log((double) millis) / LOG_GROWTH);
    }

    /** What stands for all durations of a bin, in milliseconds. */
    public static double millisOf(int bin) {
        return 2 * StrictMath.pow(GROWTH, bin) / (GROWTH + 1);
    }

    /**
     * Adds so many durations of that length, or takes them away.
     *
     * @param millis negative lengths count as none
     */
    public void add(long millis, long times) {
        if (millis <= 0) {
            zeros += times;
        } else {
            addToBin(binOf(millis), times);
        }
    }

    /** Adds so many durations of no length, or takes them away. */
    void addZeros(long times) {
        zeros += times;
    }

    /** Adds so many durations of a bin, or takes them away. */
    void addToBin(short bin, long times) {
        int place = Arrays.binarySearch(bins, 0, size, bin);
        if (place < 0) {
            insert(-place - 1, bin, times);
        } else if (counts[place] + times != 0) {
            counts[place] += times;
        } else {
            size--;
            System.arraycopy(bins, place + 1, bins, place, size - place);
            System.arraycopy(counts, place + 1, counts, place, size - place);
        }
    }

    private void insert(int place, short bin, long times) {
        if (size == bins.length) {
            int room = Math.max(2, 2 * size);
            bins = Arrays.copyOf(bins, room);
            counts = Arrays.copyOf(counts, room);
        }
        System.arraycopy(bins, place, bins, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        bins[place] = bin;
        counts[place] = times;
        size++;
    }

    /** Adds all that another one counts. */
    void add(Sketch other) {
        zeros += other.zeros;
        for (int i = 0; i < other.size; i++) {
            addToBin(other.bins[i], other.counts[i]);
        }
    }

    boolean isZero() {
        return zeros == 0 && size == 0;
    }

    /** Counts by bin, in rising order; no bin is empty. Not to be kept while more is added. */
    public Map<Short, Long> bins() {
        return new CountsByKey<>(size, i -> bins[i], counts);
    }

    /** Count of durations of no length. */
    public long zeros() {
        return zeros;
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        zeros = f.varLong(zeros);
        size = f.varInt(size);
        if (f.isReading()) {
            bins = new short[size];
            counts = new long[size];
        }
        for (int i = 0; i < size; i++) {
            bins[i] = f.fixedShort(bins[i]);
            counts[i] = f.varLong(counts[i]);
        }
    }
}
