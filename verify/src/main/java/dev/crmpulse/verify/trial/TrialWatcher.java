package dev.crmpulse.verify.trial;

/** Is kept informed of how far a trial is. */
public interface TrialWatcher {
    /**
     * It begins, perhaps anew.
     *
     * @param deliveries so many will be read
     */
    void begins(long deliveries);

    /** So many were read. */
    void at(long deliveries);

    /** One whom nobody sees. */
    static TrialWatcher silent() {
        return new TrialWatcher() {
            @Override
            public void begins(long deliveries) {
                // nobody looks
            }

            @Override
            public void at(long deliveries) {
                // nobody looks
            }
        };
    }
}
