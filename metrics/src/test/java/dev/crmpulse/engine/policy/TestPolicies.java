package dev.crmpulse.engine.policy;

import static dev.crmpulse.engine.event.EventType.LEAD_CREATED;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.policy.SlaPolicy.ClockTime;
import dev.crmpulse.engine.policy.SlaPolicy.Episodes;
import dev.crmpulse.engine.policy.SlaPolicy.EscalationLevel;
import dev.crmpulse.engine.policy.SlaPolicy.WhenKept;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Short policies for tests. */
final class TestPolicies {
    private TestPolicies() {}

    static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    static PolicyHead head(String tenant, String id, int version, String from) {
        return new PolicyHead(tenant, id, version, at(from + "T00:00:00Z"));
    }

    /** Monday to Friday 10 to 18 UTC. */
    static CalendarPolicy calendar(String tenant, String id, int version, String from) {
        var builder = BusinessCalendar.builder(id, version, ZoneId.of("UTC"));
        for (DayOfWeek day : List.of(DayOfWeek.values()).subList(0, 5)) {
            builder.hours(day, "10:00-18:00");
        }
        return new CalendarPolicy(tenant, at(from + "T00:00:00Z"), builder.build());
    }

    static TenantPolicy profile(String tenant, int version, String from, String calendarId) {
        return new TenantPolicy(
                head(tenant, TenantPolicy.ID, version, from), ZoneId.of("Europe/Berlin"), calendarId, "EUR", 30);
    }

    /** A lead is answered within so many hours of business time, by a calendar or the tenant's own. */
    static SlaPolicy answer(PolicyHead head, String calendarId, String... targets) {
        return new SlaPolicy(
                head,
                Entity.LEAD,
                EventConditions.anyOf(EventCondition.of(LEAD_CREATED)),
                EventConditions.anyOf(EventCondition.of(InteractionType.ANSWER)),
                EventConditions.NONE,
                EventConditions.NONE,
                EventConditions.NONE,
                PlannedDate.NONE,
                ClockTime.BUSINESS,
                calendarId,
                Episodes.ONCE,
                WhenKept.REST,
                List.of(targets).stream()
                        .map(target -> new EscalationLevel("in " + target, Span.parse(target)))
                        .toList());
    }
}
