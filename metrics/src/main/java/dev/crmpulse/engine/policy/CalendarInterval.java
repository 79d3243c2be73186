package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.calendar.Interval;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;

/**
 * One stretch of working time of a version of a calendar, for tables that compute without the calendar's rules. Times and
 * durations are milliseconds, times since 1970 UTC.
 *
 * @param startsAt first moment that counts
 * @param endsAt first moment that does not count any more; equal to {@code startsAt} in the last row, where the rows end
 * @param businessMillisBefore working time of all rows before
 */
public record CalendarInterval(
        String tenant, String calendarId, int version, long startsAt, long endsAt, long businessMillisBefore) {

    /**
     * The rows of a calendar for the days of some years, in order, with a last one where they end.
     *
     * @param last inclusive
     */
    public static List<CalendarInterval> of(CalendarPolicy policy, Year first, Year last) {
        BusinessCalendar calendar = policy.calendar();
        LocalDate end = last.plusYears(1).atDay(1);
        List<CalendarInterval> rows = new ArrayList<>();
        long worked = 0;
        for (Interval interval : calendar.intervals(first.atDay(1), end)) {
            rows.add(row(policy, interval.fromMillis(), interval.toMillis(), worked));
            worked += interval.toMillis() - interval.fromMillis();
        }
        long midnight = end.atStartOfDay(calendar.zone()).toInstant().toEpochMilli();
        long closing = rows.isEmpty() ? midnight : Math.max(midnight, rows.get(rows.size() - 1).endsAt);
        rows.add(row(policy, closing, closing, worked));
        return List.copyOf(rows);
    }

    private static CalendarInterval row(CalendarPolicy policy, long startsAt, long endsAt, long worked) {
        return new CalendarInterval(policy.tenant(), policy.id(), policy.version(), startsAt, endsAt, worked);
    }
}
