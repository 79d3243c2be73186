package dev.crmpulse.soak.chaos;

import java.time.Duration;

/**
 * One kill.
 *
 * @param atRecord strikes when so many records have been read; {@link #AT_SUBMISSION} while the job starts
 * @param delay and this much later, so that it meets any moment between two checkpoints
 */
public record Kill(Victim victim, long atRecord, Duration delay) {
    /** When the job is submitted, whether it runs yet or not. */
    static final long AT_SUBMISSION = -1;

    boolean isAtSubmission() {
        return atRecord == AT_SUBMISSION;
    }

    @Override
    public String toString() {
        return victim + (isAtSubmission() ? " at submission + " : " at record " + atRecord + " + ") + delay.toMillis()
                + " ms";
    }
}
