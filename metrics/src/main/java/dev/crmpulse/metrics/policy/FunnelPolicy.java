package dev.crmpulse.metrics.policy;

import java.math.BigDecimal;
import java.util.List;

/**
 * A way that leads or deals go (M6).
 *
 * @param window what is reached later than this after the entry does not count; days have 24 hours
 * @param maturity after so much time an entry counts as mature
 * @param targetPercent what part of the entries is to reach the last step, null where nobody said
 */
public record FunnelPolicy(
        PolicyHead head,
        Entity entity,
        FunnelOrder order,
        Span window,
        Span maturity,
        BigDecimal targetPercent,
        List<FunnelStep> steps)
        implements Policy {

    public FunnelPolicy {
        steps = List.copyOf(steps);
        if (steps.size() < 2) {
            throw new IllegalArgumentException("a funnel has two steps or more");
        }
        if (steps.stream().map(FunnelStep::name).distinct().count() < steps.size()) {
            throw new IllegalArgumentException("two steps have the same name");
        }
        if (window.isZero()) {
            throw new IllegalArgumentException("a funnel without a window counts nothing: write such as window: 90 d");
        }
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.FUNNEL;
    }
}
