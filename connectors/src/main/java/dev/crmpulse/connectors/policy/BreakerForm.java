package dev.crmpulse.connectors.policy;

import dev.crmpulse.engine.policy.BreakerPolicy;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.Span;
import java.util.List;

/** The declaration of when breakers of rules of assignment open. */
final class BreakerForm {
    private static final Field<BreakerPolicy, Integer> AT_RISK =
            Field.required("at_risk", Values.INTEGER, BreakerPolicy::atRisk);
    private static final Field<BreakerPolicy, Integer> OPEN =
            Field.required("open", Values.INTEGER, BreakerPolicy::open);
    private static final Field<BreakerPolicy, Span> COOL_DOWN =
            Field.required("cool_down", Values.SPAN, BreakerPolicy::coolDown);

    static final PolicyForm<BreakerPolicy> FORM = PolicyForm.of(
            PolicyKind.BREAKER,
            BreakerPolicy.class,
            List.of(AT_RISK, OPEN, COOL_DOWN),
            written -> new BreakerPolicy(
                    PolicyForm.head(written), AT_RISK.of(written), OPEN.of(written), COOL_DOWN.of(written)));

    private BreakerForm() {}
}
