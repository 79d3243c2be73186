package dev.crmpulse.metrics.sla;

import dev.crmpulse.metrics.calendar.BusinessCalendar;
import dev.crmpulse.metrics.policy.PromiseLevel;
import dev.crmpulse.metrics.policy.PromisePolicy;
import dev.crmpulse.metrics.policy.TenantPolicies;

/** Looks up what a clock is evaluated and shown by. */
final class SlaContext {
    private SlaContext() {}

    static PromisePolicy promise(SlaClock clock, TenantPolicies policies) {
        return promise(policies, clock.promise(), clock.promiseVersion(), clock.startedAt(), clock.levels());
    }

    static PromiseLevel level(SlaClock clock, TenantPolicies policies) {
        return promise(clock, policies).levels().get(clock.levelNo() - 1);
    }

    /** The calendar of the clock, or the one shown beside literal time; null where none was in force. */
    static BusinessCalendar calendar(SlaClock clock, TenantPolicies policies) {
        return policies.calendar(promise(clock, policies), clock.startedAt());
    }

    static TimeBasis ownTime(SlaClock clock, TenantPolicies policies) {
        return ownTime(promise(clock, policies), policies, clock.startedAt());
    }

    /**
     * The version of a promise that started a clock. It is the one in force then, unless another was put before it since.
     *
     * @throws IllegalStateException where it is no longer known, or not as it was
     */
    static PromisePolicy promise(TenantPolicies policies, String id, int version, long startedAt, int levels) {
        PromisePolicy inForce = policies.promiseAt(id, startedAt);
        PromisePolicy policy =
                inForce != null && inForce.version() == version ? inForce : policies.promise(id, version);
        if (policy == null || policy.levels().size() != levels) {
            throw new IllegalStateException("promise " + id + " version " + version + " with " + levels
                    + " levels evaluates clocks that are published already and is not known any more: bring it back, give the"
                    + " changed one a larger version, or begin a new run");
        }
        return policy;
    }

    /** The time in which a clock runs that was started by this promise. */
    static TimeBasis ownTime(PromisePolicy promise, TenantPolicies policies, long startedAt) {
        TimeBasis own = TimeBasis.of(promise, policies, startedAt);
        if (own == null) {
            throw new IllegalStateException("the calendar of promise " + promise.versionedId()
                    + " evaluates clocks that are published already and is not known any more: bring it back, or begin a new"
                    + " run");
        }
        return own;
    }
}
