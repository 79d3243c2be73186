package dev.crmpulse.verify.reference;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.policy.SlaPolicy.ClockTime;
import dev.crmpulse.engine.policy.SlaPolicy.EscalationLevel;
import dev.crmpulse.engine.policy.Span;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.time.ZoneId;

/**
 * An SLA with all that evaluates a clock which starts at one moment.
 *
 * @param calendar of business time, null where there is none
 * @param zone of the tenant's days
 */
record SlaRule(SlaPolicy policy, BusinessCalendar calendar, ZoneId zone) {
    /** The SLA as it is made at a moment, null where it is not. */
    static SlaRule madeAt(TenantPolicies policies, String id, long atMillis) {
        SlaPolicy policy = policies.slaAt(id, atMillis);
        if (policy == null || policy.levels().isEmpty()) {
            return null;
        }
        BusinessCalendar calendar = policies.calendar(policy, atMillis);
        boolean lacksItsCalendar = policy.time() == ClockTime.BUSINESS && calendar == null;
        return lacksItsCalendar
                ? null
                : new SlaRule(policy, calendar, policies.profile(atMillis).zone());
    }

    boolean hasPlan() {
        return policy.hasPlan();
    }

    /** Time from one moment to another as the clock counts it. */
    long own(long from, long to) {
        return isOnBusinessTime() ? calendar.businessMillis(from, to) : to - from;
    }

    /** The moment by which so much of the clock's time has passed. */
    long after(long from, long millis) {
        return isOnBusinessTime() ? calendar.after(from, millis) : from + millis;
    }

    /** When a level is due that nothing pauses. */
    long due(EscalationLevel level, long startedAt) {
        Span target = level.target();
        return isOnBusinessTime() && target.unit() == Span.Unit.DAYS && target.amount() > 0
                ? calendar.workingDaysAfter(startedAt, target.amount())
                : after(startedAt, target.millis());
    }

    private boolean isOnBusinessTime() {
        return policy.time() == ClockTime.BUSINESS;
    }
}
