package dev.crmpulse.engine.policy;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lines to compare figures with.
 *
 * @param lines by name, each a percentage per bucket, in the order written
 */
public record BenchmarkPolicy(PolicyHead head, Map<String, Map<String, BigDecimal>> lines) implements Policy {
    public BenchmarkPolicy {
        Map<String, Map<String, BigDecimal>> copy = new LinkedHashMap<>();
        lines.forEach((name, line) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(line))));
        lines = Collections.unmodifiableMap(copy);
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.BENCHMARK;
    }
}
