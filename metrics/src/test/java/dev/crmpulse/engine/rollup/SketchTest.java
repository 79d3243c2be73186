package dev.crmpulse.engine.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.crmpulse.engine.event.Bytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SketchTest {
    private static final long TEN_YEARS = 315_576_000_000L;

    @Property
    void aBinIsAtMostHalfAPerCentAwayFromWhatIsInIt(@ForAll @LongRange(min = 1, max = TEN_YEARS) long millis) {
        assertThat(Sketch.millisOf(Sketch.binOf(millis))).isCloseTo((double) millis, withPercentage(0.500001));
    }

    @Property
    void quantilesAreHalfAPerCentOffTheNearestRankAtMost(@ForAll("skewed") @Size(min = 1, max = 400) long[] durations) {
        Sketch sketch = new Sketch();
        for (long millis : durations) {
            sketch.add(millis, 1);
        }
        long[] sorted = durations.clone();
        Arrays.sort(sorted);
        for (double q : new double[] {0.5, 0.9, 0.95, 1}) {
            long exact = sorted[(int) Math.ceil(q * sorted.length) - 1];
            assertThat(quantile(sketch, q)).as("quantile %s", q).isCloseTo((double) exact, withPercentage(0.500001));
        }
    }

    @Property
    void whatIsTakenAwayAgainLeavesNoTrace(
            @ForAll("skewed") @Size(max = 50) long[] kept, @ForAll("skewed") @Size(max = 50) long[] taken) {
        Sketch alone = new Sketch();
        Sketch both = new Sketch();
        for (long millis : taken) {
            both.add(millis, 1);
        }
        for (long millis : kept) {
            alone.add(millis, 1);
            both.add(millis, 1);
        }
        for (long millis : taken) {
            both.add(millis, -1);
        }

        assertThat(both.bins()).isEqualTo(alone.bins());
        assertThat(both.zeros()).isEqualTo(alone.zeros());
    }

    @Test
    void EdgeCase_28_theSumOfSketchesIsTheSketchOfTheUnion() {
        Sketch morning = sketch(0, 5_000, 5_000);
        morning.add(sketch(5_000, 90_000));

        assertThat(morning.bins()).isEqualTo(sketch(5_000, 5_000, 5_000, 90_000).bins());
        assertThat(morning.zeros()).isEqualTo(1);
    }

    @Test
    void aSketchIsReadAgainAsItWasWritten() throws IOException {
        Sketch sketch = sketch(0, 0, 1, 3_600_000);
        sketch.add(77, -2);

        Sketch again = Bytes.of(sketch::write).into(new Sketch());

        assertThat(again.bins()).isEqualTo(sketch.bins());
        assertThat(again.zeros()).isEqualTo(2);
    }

    @Test
    void theBinsAreThoseThatQueriesReckonWith() {
        // ceil(ln 3,600,000 / ln(1.005 / 0.995)) = ceil(15.09644 / 0.0100000833) = ceil(1509.63) = 1510
        assertThat(Sketch.binOf(3_600_000)).isEqualTo((short) 1510);
        assertThat(Sketch.binOf(1)).isZero();
        assertThat(Sketch.millisOf(0)).isEqualTo(0.995, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Provide
    Arbitrary<long[]> skewed() {
        return Arbitraries.doubles()
                .between(0, 26)
                .map(exponent -> exponent < 1 ? 0 : (long) Math.exp(exponent))
                .array(long[].class);
    }

    private static Sketch sketch(long... durations) {
        Sketch sketch = new Sketch();
        for (long millis : durations) {
            sketch.add(millis, 1);
        }
        return sketch;
    }

    private static double quantile(Sketch sketch, double q) {
        long n = sketch.zeros()
                + sketch.bins().values().stream().mapToLong(Long::longValue).sum();
        long rank = (long) Math.ceil(q * n);
        long passed = sketch.zeros();
        if (rank <= passed) {
            return 0;
        }
        for (Map.Entry<Short, Long> bin : sketch.bins().entrySet()) {
            passed += bin.getValue();
            if (passed >= rank) {
                return Sketch.millisOf(bin.getKey());
            }
        }
        throw new AssertionError("no bin holds rank " + rank);
    }
}
