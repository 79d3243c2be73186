package dev.crmpulse.metrics.policy;

import java.io.Serializable;

/**
 * Points for what a lead is or does.
 *
 * @param atMost so many events are counted
 */
public record TierRule(EventConditions when, int points, int atMost) implements Serializable {
    public TierRule {
        if (atMost < 1) {
            throw new IllegalArgumentException("'at_most' is 1 or more, not " + atMost);
        }
    }
}
