package dev.crmpulse.local.chaos;

import java.time.Duration;

/**
 * One kill.
 *
 * @param atRecord strikes when so many records have been read
 * @param delay and this much later, so that it meets any moment between two checkpoints
 */
public record Kill(Victim victim, long atRecord, Duration delay) {
    @Override
    public String toString() {
        return victim + " at record " + atRecord + " + " + delay.toMillis() + " ms";
    }
}
