package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.calendar.BusinessCalendar;

/** A calendar in force from a date on. What began under it is computed by it to the end. */
public record CalendarPolicy(String tenant, long effectiveFromMillis, BusinessCalendar calendar) implements Policy {
    @Override
    public PolicyHead head() {
        return new PolicyHead(tenant, calendar.id(), calendar.version(), effectiveFromMillis);
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.CALENDAR;
    }
}
