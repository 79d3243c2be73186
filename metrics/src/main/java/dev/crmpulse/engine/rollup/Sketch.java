package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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

    private final SortedMap<Short, Long> bins = new TreeMap<>();
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
            bins.merge(binOf(millis), times, Sketch::sumOrNothing);
        }
    }

    /** Adds all that another one counts. */
    void add(Sketch other) {
        zeros += other.zeros;
        other.bins.forEach((bin, times) -> bins.merge(bin, times, Sketch::sumOrNothing));
    }

    boolean isZero() {
        return zeros == 0 && bins.isEmpty();
    }

    /** Counts by bin; no bin is empty. */
    public SortedMap<Short, Long> bins() {
        return Collections.unmodifiableSortedMap(bins);
    }

    /** Count of durations of no length. */
    public long zeros() {
        return zeros;
    }

    private static Long sumOrNothing(Long known, Long more) {
        long sum = known + more;
        return sum == 0 ? null : (Long) sum;
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        zeros = f.varLong(zeros);
        int count = f.varInt(bins.size());
        if (f.isReading()) {
            for (int i = 0; i < count; i++) {
                bins.put(f.fixedShort((short) 0), f.varLong(0));
            }
            return;
        }
        for (Map.Entry<Short, Long> bin : bins.entrySet()) {
            f.fixedShort(bin.getKey());
            f.varLong(bin.getValue());
        }
    }
}
