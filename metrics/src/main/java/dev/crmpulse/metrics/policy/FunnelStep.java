package dev.crmpulse.metrics.policy;

import java.io.Serializable;

/** A step of a funnel and the events that reach it. */
public record FunnelStep(String name, EventConditions when) implements Serializable {}
