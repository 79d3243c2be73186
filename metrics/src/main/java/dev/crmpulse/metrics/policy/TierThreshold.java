package dev.crmpulse.metrics.policy;

import java.io.Serializable;

/** A tier and the points it begins with. */
public record TierThreshold(String tier, long from) implements Serializable {}
