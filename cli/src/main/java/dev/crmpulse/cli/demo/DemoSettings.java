package dev.crmpulse.cli.demo;

import dev.crmpulse.verify.reconciliation.ReconciliationSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What a demonstration is like.
 *
 * @param eventsPerSecond of what happens now
 * @param past how far back the simulated CRM remembers
 * @param seed another one gives other leads
 * @param allowance how far the horizon stays behind the time of day
 * @param reportEvery how often the watcher gets a report
 * @param reconciliation how much is recomputed beside the job, if anything
 */
public record DemoSettings(
        long eventsPerSecond,
        Duration past,
        long seed,
        Duration allowance,
        Duration reportEvery,
        Optional<ReconciliationSettings> reconciliation) {}
