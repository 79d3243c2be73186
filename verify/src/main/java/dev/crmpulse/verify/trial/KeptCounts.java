package dev.crmpulse.verify.trial;

/** Levels of SLAs that were decided: kept or broken. Those that run on, were cancelled or are a notice only are not among them. */
public record KeptCounts(long kept, long broken) {
    static final KeptCounts NONE = new KeptCounts(0, 0);

    /** How many were decided. */
    public long n() {
        return kept + broken;
    }

    /** The share of those that were kept in percent, NaN where none was decided. */
    public double keptPercent() {
        return n() == 0 ? Double.NaN : 100.0 * kept / n();
    }

    KeptCounts plus(KeptCounts more) {
        return new KeptCounts(kept + more.kept, broken + more.broken);
    }
}
