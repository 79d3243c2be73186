package dev.crmpulse.metrics.tier;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.policy.TierPolicy;
import dev.crmpulse.engine.policy.TierPolicy.TierRule;
import java.io.IOException;
import java.util.List;

/** The points of one lead by one version of the rules of scoring. */
final class Score implements BinaryState {
    private int version;

    /** How often each rule counted so far. */
    private int[] counts = {};

    private long points;
    private TierPolicy policy;

    /** One to be read. */
    Score() {}

    private Score(int version, int[] counts) {
        this.version = version;
        this.counts = counts;
    }

    static Score by(TierPolicy policy) {
        Score score = new Score(policy.version(), new int[policy.rules().size()]);
        score.policy = policy;
        return score;
    }

    /**
     * Lets the rules count an event.
     *
     * @param createdAt when the lead was created: the version in force then evaluates to the end
     */
    void count(CrmEvent event, long createdAt, TenantPolicies policies) {
        follow(createdAt, policies);
        List<TierRule> rules = policy.rules();
        for (int i = 0; i < counts.length; i++) {
            TierRule rule = rules.get(i);
            if (counts[i] < rule.atMost() && rule.when().hold(event)) {
                counts[i]++;
                points += rule.points();
            }
        }
    }

    long points() {
        return points;
    }

    /** The tier of a lead with these points; to be asked after an event was counted. */
    String tier() {
        return policy.tier(points);
    }

    /** Which rules evaluate, as rows show it. */
    String policyId() {
        return TierPolicy.ID + '@' + version;
    }

    private void follow(long createdAt, TenantPolicies policies) {
        if (policy == null) {
            policy = policies.tier(createdAt);
        }
        if (policy == null || policy.version() != version || policy.rules().size() != counts.length) {
            throw new IllegalStateException("scoring policy " + policyId() + " with " + counts.length
                    + " rules evaluates leads that have rows already and is not in force for them any more: bring it back,"
                    + " or begin a new run");
        }
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        version = f.varInt(version);
        points = f.fixedLong(points);
        int rules = f.varInt(counts.length);
        counts = f.isReading() ? new int[rules] : counts;
        for (int i = 0; i < rules; i++) {
            counts[i] = f.varInt(counts[i]);
        }
    }
}
