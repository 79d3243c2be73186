package dev.crmpulse.engine.policy;

import java.io.Serializable;
import java.util.Comparator;

/** Names one version of a policy: of two with the same key the one delivered later counts. */
public record PolicyKey(String tenant, PolicyKind kind, String id, long effectiveFromMillis)
        implements Serializable, Comparable<PolicyKey> {
    private static final Comparator<PolicyKey> ORDER = Comparator.comparing(PolicyKey::tenant)
            .thenComparing(PolicyKey::kind)
            .thenComparing(PolicyKey::id)
            .thenComparing(PolicyKey::effectiveFromMillis);

    @Override
    public int compareTo(PolicyKey other) {
        return ORDER.compare(this, other);
    }
}
