package dev.crmpulse.metrics.pipeline;

import dev.crmpulse.engine.event.Codes;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.util.Locale;

/** Which way a deal went into a stage. */
enum Direction {
    FORWARD,
    /** Over at least one stage of the funnel. */
    SKIP,
    /** To a stage where it was before, or that comes earlier in the funnel. */
    BACK;

    static final Codes<Direction> CODES = Codes.of(FORWARD, SKIP, BACK);

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The direction from one stage to another, where the deal never was. */
    static Direction of(String from, String to, long atMillis, TenantPolicies policies) {
        Integer steps = policies.stepsBetween(from, to, atMillis);
        if (steps == null) {
            return FORWARD;
        }
        return steps < 0 ? BACK : steps > 1 ? SKIP : FORWARD;
    }

    /** As rows show it. */
    String label() {
        return label;
    }
}
