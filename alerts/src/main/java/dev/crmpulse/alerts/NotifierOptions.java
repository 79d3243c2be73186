package dev.crmpulse.alerts;

import dev.crmpulse.connectors.retry.RetryDelays;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How a notifier works.
 *
 * @param groupId consumer group under which progress is kept; notifiers of one group share the partitions
 * @param delays between the attempts at an alert
 * @param mostWaiting how many alerts may wait for one webhook before more of them become dead letters
 * @param commitRetryTimeout how long a commit may take before it is tried again with the next one
 * @param clock by which hours are quiet
 */
public record NotifierOptions(
        String groupId, RetryDelays delays, int mostWaiting, Duration commitRetryTimeout, InstantSource clock) {
    /** The usual ones. */
    public static NotifierOptions of(String groupId) {
        return new NotifierOptions(
                groupId, RetryDelays.DEFAULT, 10_000, Duration.ofSeconds(10), InstantSource.system());
    }
}
