package dev.crmpulse.engine.rollup;

/**
 * What one fact adds to a window, or takes away from it.
 *
 * @param times 1 where the fact counts now, -1 where it counted before
 * @param calendar calendar duration of the fact, null while it is open
 * @param business the same in working time, null where unknown
 * @param counted the fact's value that the family counts, such as a bucket; empty if none
 */
record Contribution(int times, Duration calendar, Duration business, String counted) {

    /** A duration and the bin that it is counted in, which is looked up once for all windows that count it. */
    record Duration(long millis, short bin) {
        static Duration of(Long millis) {
            return millis == null ? null : new Duration(millis, millis <= 0 ? 0 : Sketch.binOf(millis));
        }

        void addTo(Sketch sketch, int times) {
            if (millis <= 0) {
                sketch.addZeros(times);
            } else {
                sketch.addToBin(bin, times);
            }
        }
    }
}
