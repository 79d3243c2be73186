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

    /** As a record's own, which costs a multiple: most series of a batch differ in their owner, so that is compared first. */
    @Override
    public boolean equals(Object other) {
        return other instanceof WindowSeries that
                && owner.equals(that.owner)
                && label.equals(that.label)
                && grain == that.grain
                && datedBy == that.datedBy
                && family.equals(that.family)
                && tenant.equals(that.tenant)
                && zone.equals(that.zone)
                && slice.equals(that.slice);
    }

    @Override
    public int hashCode() {
        int hash = owner.hashCode();
        hash = hash * 31 + label.hashCode();
        hash = hash * 31 + family.hashCode();
        hash = hash * 31 + tenant.hashCode();
        hash = hash * 31 + slice.value().hashCode();
        return (hash * 31 + grain.label().hashCode()) * 31 + datedBy.label().hashCode();
    }

    /** Looks up the sums that a window is changed by. */
    @FunctionalInterface
    interface Lookup {
        Window sums(WindowSeries series, long startMillis);
    }
}
