package dev.crmpulse.engine.policy;

import java.io.Serializable;

/** A rule by which figures are evaluated, in force from a date on until the next one of its id. */
public sealed interface Policy extends Serializable
        permits CalendarPolicy,
                TenantPolicy,
                SlaPolicy,
                FunnelPolicy,
                TierPolicy,
                BenchmarkPolicy,
                BreakerPolicy,
                QualityPolicy,
                ScorecardPolicy {
    /** Stands for every tenant that has no policy of its own of the same kind and id. */
    String EVERY_TENANT = "*";

    PolicyHead head();

    PolicyKind kind();

    default String tenant() {
        return head().tenant();
    }

    default String id() {
        return head().id();
    }

    default int version() {
        return head().version();
    }

    default long effectiveFromMillis() {
        return head().effectiveFromMillis();
    }

    default PolicyKey key() {
        return new PolicyKey(tenant(), kind(), id(), effectiveFromMillis());
    }

    /** What rows say evaluated them, such as {@code first-response@2}. */
    default String versionedId() {
        return id() + '@' + version();
    }
}
