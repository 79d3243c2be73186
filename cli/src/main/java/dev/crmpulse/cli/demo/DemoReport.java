package dev.crmpulse.cli.demo;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a demonstration came to.
 *
 * @param medianDelay from sending an event until a query finds it; empty where nothing was timed
 * @param p99Delay the same for all but one in a hundred
 * @param figures by name
 */
public record DemoReport(Optional<Duration> medianDelay, Optional<Duration> p99Delay, Map<String, String> figures) {}
