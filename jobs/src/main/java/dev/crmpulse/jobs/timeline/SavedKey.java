package dev.crmpulse.jobs.timeline;

/** What a savepoint holds of a key of a timeline, for those who read one. */
public final class SavedKey {
    /** Name of the state that is read and written with every batch. */
    public static final String STATE = "state";

    /** Name of the state to which events are appended. */
    public static final String HISTORY = "history";

    private SavedKey() {}

    /** Whether all that is known of the key is that it was. */
    public static boolean isRetired(byte[] state) {
        return state[0] == KeyState.RETIRED;
    }
}
