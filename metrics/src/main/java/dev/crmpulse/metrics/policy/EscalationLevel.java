package dev.crmpulse.metrics.policy;

import java.io.Serializable;

/**
 * One step of a ladder of escalation.
 *
 * @param target by when the SLA is to be kept: so long after its start, or before its planned date
 */
public record EscalationLevel(String name, Span target) implements Serializable {}
