package dev.crmpulse.engine.policy;

/**
 * When the circuit breaker of a rule of assignment opens, and for how long (M23).
 *
 * @param atRisk so many failures in a row put the rule at risk
 * @param open so many open the breaker: leads go to the manual queue
 * @param coolDown how long it stays open before the rule is tried again, as time passes
 */
public record BreakerPolicy(PolicyHead head, int atRisk, int open, Span coolDown) implements Policy {
    /** The one id of this kind: each rule in each region has one breaker, and all follow one policy. */
    public static final String ID = "assignment-breaker";

    /** Holds where nobody said anything: the second failure in a row is a risk, the third opens for half an hour. */
    public static final BreakerPolicy DEFAULT =
            new BreakerPolicy(PolicyHead.general(ID, 1), 2, 3, Span.parse("30 min"));

    public BreakerPolicy {
        if (!head.id().equals(ID)) {
            throw new IllegalArgumentException("the id of a breaker policy is '" + ID + "', for there is one");
        }
        if (atRisk < 1) {
            throw new IllegalArgumentException("'at_risk' is 1 failure in a row or more, not " + atRisk);
        }
        if (open < atRisk) {
            throw new IllegalArgumentException(
                    "'open' is as many failures in a row as 'at_risk' (" + atRisk + ") or more, not " + open);
        }
        if (coolDown.isZero()) {
            throw new IllegalArgumentException("'cool_down' is longer than 0");
        }
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.BREAKER;
    }
}
