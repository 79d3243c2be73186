package dev.crmpulse.connectors.policy;

import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.EventConditions;
import dev.crmpulse.engine.policy.FunnelPolicy;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelOrder;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelStep;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.Span;
import java.math.BigDecimal;
import java.util.List;

/** The declaration of a funnel. */
final class FunnelForm {
    private static final Field<FunnelStep, String> NAME = Field.required("name", Values.TEXT, FunnelStep::name);
    private static final Field<FunnelStep, EventConditions> WHEN =
            Field.required("when", ConditionForm.ANY_OF, FunnelStep::when);
    private static final Form<FunnelStep> STEP =
            new Form<>("a step", List.of(NAME, WHEN), written -> new FunnelStep(NAME.of(written), WHEN.of(written)));

    private static final Field<FunnelPolicy, Entity> ENTITY =
            Field.required("entity", Values.oneOf("entity", Entity.values(), Entity::written), FunnelPolicy::entity);
    private static final Field<FunnelPolicy, FunnelOrder> ORDER = Field.required(
            "order", Values.oneOf("order", FunnelOrder.values(), FunnelOrder::written), FunnelPolicy::order);
    private static final Field<FunnelPolicy, Span> WINDOW = Field.required("window", Values.SPAN, FunnelPolicy::window);
    private static final Field<FunnelPolicy, Span> MATURITY =
            Field.defaulted("maturity", Values.SPAN, FunnelPolicy::maturity);
    private static final Field<FunnelPolicy, BigDecimal> TARGET =
            Field.optional("target_percent", Values.PERCENT, FunnelPolicy::targetPercent, null);
    private static final Field<FunnelPolicy, List<FunnelStep>> STEPS =
            Field.required("steps", Values.listOf(STEP), FunnelPolicy::steps);

    static final PolicyForm<FunnelPolicy> FORM = PolicyForm.of(
            PolicyKind.FUNNEL, FunnelPolicy.class, List.of(ENTITY, ORDER, WINDOW, MATURITY, TARGET, STEPS), written -> {
                Span window = WINDOW.of(written);
                return new FunnelPolicy(
                        PolicyForm.head(written),
                        ENTITY.of(written),
                        ORDER.of(written),
                        window,
                        MATURITY.of(written, window),
                        TARGET.of(written),
                        STEPS.of(written));
            });

    private FunnelForm() {}
}
