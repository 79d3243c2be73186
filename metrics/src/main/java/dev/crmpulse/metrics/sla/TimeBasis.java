package dev.crmpulse.metrics.sla;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.policy.SlaPolicy.ClockTime;
import dev.crmpulse.engine.policy.Span;
import dev.crmpulse.engine.policy.TenantPolicies;

/**
 * The time in which a clock runs. Moments are milliseconds since 1970 UTC, durations milliseconds.
 *
 * @param calendar on which it counts, null where it counts as it passes
 */
record TimeBasis(BusinessCalendar calendar) {
    /** The time of a clock that started then; null where it counts on a calendar and none is in force. */
    static TimeBasis of(SlaPolicy sla, TenantPolicies policies, long startedAt) {
        if (sla.time() == ClockTime.LITERAL) {
            return new TimeBasis(null);
        }
        BusinessCalendar calendar = policies.calendar(sla, startedAt);
        return calendar == null ? null : new TimeBasis(calendar);
    }

    long between(long from, long to) {
        return calendar == null ? to - from : calendar.businessMillis(from, to);
    }

    long after(long from, long millis) {
        return calendar == null ? from + millis : calendar.after(from, millis);
    }

    long after(long from, Span target) {
        return target.after(from, calendar);
    }
}
