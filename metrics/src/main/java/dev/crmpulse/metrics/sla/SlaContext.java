package dev.crmpulse.metrics.sla;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.policy.SlaPolicy.EscalationLevel;
import dev.crmpulse.engine.policy.TenantPolicies;

/** Looks up what a clock is evaluated and shown by. */
final class SlaContext {
    private SlaContext() {}

    static SlaPolicy sla(SlaClock clock, TenantPolicies policies) {
        return sla(
                policies,
                clock.level().sla(),
                clock.level().version(),
                clock.startedAt(),
                clock.level().levels());
    }

    static EscalationLevel level(SlaClock clock, TenantPolicies policies) {
        return sla(clock, policies).levels().get(clock.level().number() - 1);
    }

    /** The calendar of the clock, or the one shown beside literal time; null where none was in force. */
    static BusinessCalendar calendar(SlaClock clock, TenantPolicies policies) {
        return policies.calendar(sla(clock, policies), clock.startedAt());
    }

    static TimeBasis ownTime(SlaClock clock, TenantPolicies policies) {
        return ownTime(sla(clock, policies), policies, clock.startedAt());
    }

    /**
     * The version of an SLA that started a clock. It is the one in force then, unless another was put before it since.
     *
     * @throws IllegalStateException where it is no longer known, or not as it was
     */
    static SlaPolicy sla(TenantPolicies policies, String id, int version, long startedAt, int levels) {
        SlaPolicy inForce = policies.slaAt(id, startedAt);
        SlaPolicy policy = inForce != null && inForce.version() == version ? inForce : policies.sla(id, version);
        if (policy == null || policy.levels().size() != levels) {
            throw new IllegalStateException("sla " + id + " version " + version + " with " + levels
                    + " levels evaluates clocks that are published already and is not known any more: bring it back, give the"
                    + " changed one a larger version, or begin a new run");
        }
        return policy;
    }

    /** The time in which a clock runs that was started by this SLA. */
    static TimeBasis ownTime(SlaPolicy sla, TenantPolicies policies, long startedAt) {
        TimeBasis own = TimeBasis.of(sla, policies, startedAt);
        if (own == null) {
            throw new IllegalStateException("the calendar of sla " + sla.versionedId()
                    + " evaluates clocks that are published already and is not known any more: bring it back, or begin a new"
                    + " run");
        }
        return own;
    }
}
