package dev.crmpulse.metrics.pipeline;

import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;
import java.util.Locale;

/** Which way a deal went into a stage. */
enum Direction {
    FORWARD(0),
    /** Over at least one stage of the funnel. */
    SKIP(1),
    /** To a stage where it was before, or that comes earlier in the funnel. */
    BACK(2);

    private final int code;
    private final String label = name().toLowerCase(Locale.ROOT);

    Direction(int code) {
        this.code = code;
    }

    /** The direction from one stage to another, where the deal never was. */
    static Direction of(String from, String to, long atMillis, TenantPolicies policies) {
        Integer steps = policies.stepsBetween(from, to, atMillis);
        if (steps == null) {
            return FORWARD;
        }
        return steps < 0 ? BACK : steps > 1 ? SKIP : FORWARD;
    }

    static Direction ofCode(int code) throws IOException {
        for (Direction direction : values()) {
            if (direction.code == code) {
                return direction;
            }
        }
        throw new IOException("unknown direction code " + code + ": the state was written by a newer release");
    }

    /** Stable number in state. */
    int code() {
        return code;
    }

    /** As rows show it. */
    String label() {
        return label;
    }
}
