package dev.crmpulse.engine.policy;

import java.io.Serializable;
import java.util.List;

/**
 * How valuable a lead is (M9).
 *
 * @param tiers best first; leads below all are in the last one
 */
public record TierPolicy(PolicyHead head, List<TierRule> rules, List<TierThreshold> tiers) implements Policy {
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

    /** A tier and the points it begins with. */
    public record TierThreshold(String tier, long from) implements Serializable {}

    /** The one id of this kind: a lead is in one tier. */
    public static final String ID = "scoring";

    public TierPolicy {
        rules = List.copyOf(rules);
        tiers = List.copyOf(tiers);
        if (!head.id().equals(ID)) {
            throw new IllegalArgumentException("the id of a tier policy is '" + ID + "', for a lead is in one tier");
        }
        if (tiers.isEmpty()) {
            throw new IllegalArgumentException("there is no tier");
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).from() >= tiers.get(i - 1).from()) {
                throw new IllegalArgumentException("tier " + tiers.get(i).tier() + " begins at "
                        + tiers.get(i).from() + " points, not below tier "
                        + tiers.get(i - 1).tier() + " before it");
            }
        }
        if (tiers.stream().map(TierThreshold::tier).distinct().count() < tiers.size()) {
            throw new IllegalArgumentException("two tiers have the same name");
        }
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.TIER;
    }

    /** The tier of a lead with so many points. */
    public String tier(long points) {
        for (TierThreshold threshold : tiers) {
            if (points >= threshold.from()) {
                return threshold.tier();
            }
        }
        return tiers.get(tiers.size() - 1).tier();
    }
}
