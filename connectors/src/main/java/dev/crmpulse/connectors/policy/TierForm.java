package dev.crmpulse.connectors.policy;

import dev.crmpulse.engine.policy.EventConditions;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.TierPolicy;
import dev.crmpulse.engine.policy.TierPolicy.TierRule;
import dev.crmpulse.engine.policy.TierPolicy.TierThreshold;
import java.util.List;

/** The declaration of how leads are scored. */
final class TierForm {
    private static final Field<TierRule, EventConditions> WHEN =
            Field.required("when", ConditionForm.ANY_OF, TierRule::when);
    private static final Field<TierRule, Integer> POINTS = Field.required("points", Values.INTEGER, TierRule::points);
    private static final Field<TierRule, Integer> AT_MOST =
            Field.defaulted("at_most", Values.INTEGER, TierRule::atMost);
    private static final Form<TierRule> RULE = new Form<>(
            "a rule",
            List.of(WHEN, POINTS, AT_MOST),
            written -> new TierRule(WHEN.of(written), POINTS.of(written), AT_MOST.of(written, 1)));

    private static final Field<TierThreshold, String> TIER = Field.required("tier", Values.TEXT, TierThreshold::tier);
    private static final Field<TierThreshold, Long> FROM = Field.required("from", Values.LONG, TierThreshold::from);
    private static final Form<TierThreshold> THRESHOLD =
            new Form<>("a tier", List.of(TIER, FROM), written -> new TierThreshold(TIER.of(written), FROM.of(written)));

    private static final Field<TierPolicy, List<TierRule>> RULES =
            Field.required("rules", Values.listOf(RULE), TierPolicy::rules);
    private static final Field<TierPolicy, List<TierThreshold>> TIERS =
            Field.required("tiers", Values.listOf(THRESHOLD), TierPolicy::tiers);

    static final PolicyForm<TierPolicy> FORM = PolicyForm.of(
            PolicyKind.TIER,
            TierPolicy.class,
            List.of(RULES, TIERS),
            written -> new TierPolicy(PolicyForm.head(written), RULES.of(written), TIERS.of(written)));

    private TierForm() {}
}
