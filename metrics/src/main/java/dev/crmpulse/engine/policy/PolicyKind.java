package dev.crmpulse.engine.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a policy rules. */
public enum PolicyKind {
    CALENDAR,
    TENANT,
    SLA,
    FUNNEL,
    TIER,
    BENCHMARK,
    BREAKER,
    QUALITY,
    SCORECARD;

    private final String written = name().toLowerCase(Locale.ROOT);

    /** The name in files, keys and tables, such as {@code sla}. */
    public String written() {
        return written;
    }

    /** All names, for their authors. */
    public static List<String> names() {
        return Arrays.stream(values()).map(PolicyKind::written).toList();
    }
}
