package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.event.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
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
public final class Sketch {
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

    void write(DataOutput out) throws IOException {
        BinaryCodec.writeVarLong(out, zeros);
        BinaryCodec.writeVarLong(out, bins.size());
        for (Map.Entry<Short, Long> bin : bins.entrySet()) {
            out.writeShort(bin.getKey());
            BinaryCodec.writeVarLong(out, bin.getValue());
        }
    }

    static Sketch read(DataInput in) throws IOException {
        Sketch sketch = new Sketch();
        sketch.zeros = BinaryCodec.readVarLong(in);
        for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
            short bin = in.readShort();
            sketch.bins.put(bin, BinaryCodec.readVarLong(in));
        }
        return sketch;
    }

    private static Long sumOrNothing(Long known, Long more) {
        long sum = known + more;
        return sum == 0 ? null : (Long) sum;
    }
}
