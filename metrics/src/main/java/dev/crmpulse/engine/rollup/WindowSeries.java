package dev.crmpulse.engine.rollup;

import java.time.ZoneId;

/** Windows that follow one another: their key but for their begin, see {@link WindowKey}. */
record WindowSeries(
        String tenant,
        String family,
        Grain grain,
        ZoneId zone,
        DatedBy datedBy,
        String owner,
        String label,
        WindowSlice slice) {
    WindowKey startingAt(long startMillis) {
        return new WindowKey(tenant, family, grain, zone, startMillis, datedBy, owner, label, slice);
    }

    /** Looks up the sums that a window is changed by. */
    @FunctionalInterface
    interface Lookup {
        Window sums(WindowSeries series, long startMillis);
    }
}
