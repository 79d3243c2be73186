package dev.crmpulse.verify.reconciliation;

import java.time.Duration;

/**
 * How much is recomputed beside a running job.
 *
 * @param every from the end of one pass to the begin of the next
 * @param histories at most in each: those that changed since the last one, then those whose turn it is
 * @param days of tenants at most in each, whose windows are compared: half of them such as changed since, all by chance
 * @param settling how long what was written may be in the making: histories that changed since are left to the next pass, and what
 *     differs is compared once more after that time and the next commit of the job; zero where no job runs
 */
public record ReconciliationSettings(Duration every, int histories, int days, Duration settling) {
    /** Two hundred histories and the windows of eight days every five minutes. */
    public static final ReconciliationSettings USUAL =
            new ReconciliationSettings(Duration.ofMinutes(5), 200, 8, Duration.ofSeconds(30));
}
