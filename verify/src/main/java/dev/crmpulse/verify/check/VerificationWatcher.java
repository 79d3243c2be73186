package dev.crmpulse.verify.check;

/** Follows the progress of a verification. */
public interface VerificationWatcher {
    /** Says nothing to anybody. */
    static VerificationWatcher silent() {
        return new SilentVerificationWatcher();
    }

    /**
     * Something begins that takes a while.
     *
     * @param task such as {@code M4 stage_visit}
     * @param total how many of the unit there are, 0 where that is not known
     */
    void begins(String task, long total, String unit);

    /** So many of the task that began last are done. */
    void at(long done);

    /** ClickHouse died, and all is compared once more from the beginning. */
    void again();

    /** A metric is compared. */
    void checked(MetricCheck check);
}
