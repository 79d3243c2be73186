package dev.crmpulse.engine.calendar;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When people work: hours of each weekday by the clock of a zone, and dates that differ. Moments are milliseconds since
 * 1970 UTC, durations milliseconds. Immutable and safe for use by several threads.
 */
public final class BusinessCalendar implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long MEAN_YEAR_MILLIS = 31_556_952_000L;

    /** Beyond any time that an event can carry: to go on counting would never end. */
    private static final int FARTHEST_YEAR = 10_100;

    private final String id;
    private final int version;
    private final ZoneId zone;
    private final WeeklyHours weekly;
    private final SortedMap<LocalDate, DayOverride> overrides;

    private final transient WallClock clock;
    private final transient Map<Integer, YearHours> years = new ConcurrentHashMap<>();

    BusinessCalendar(
            String id, int version, ZoneId zone, WeeklyHours weekly, SortedMap<LocalDate, DayOverride> overrides) {
        this.id = id;
        this.version = version;
        this.zone = zone;
        this.weekly = weekly;
        this.overrides = overrides;
        this.clock = new WallClock(zone);
    }

    /** Begins a calendar without any hours. */
    public static BusinessCalendarBuilder builder(String id, int version, ZoneId zone) {
        return new BusinessCalendarBuilder(id, version, zone);
    }

    public String id() {
        return id;
    }

    public int version() {
        return version;
    }

    public ZoneId zone() {
        return zone;
    }

    /** The hours of an ordinary day of the week, in order; none where nobody works. */
    public List<LocalInterval> hoursOn(DayOfWeek weekday) {
        return weekly.on(weekday);
    }

    /** The hours of a date, in order; none where nobody works. */
    public List<LocalInterval> hoursOn(LocalDate day) {
        DayOverride override = overrides.get(day);
        return override == null ? weekly.on(day.getDayOfWeek()) : override.hours();
    }

    /** The dates that differ from their weekday, in order. */
    public SortedMap<LocalDate, DayOverride> overrides() {
        return overrides;
    }

    /** Working time between two moments; negative where {@code to} is the earlier one. */
    public long businessMillis(long from, long to) {
        if (from > to) {
            return -businessMillis(to, from);
        }
        long worked = 0;
        for (int year = yearBefore(from); year <= yearAfter(to); year++) {
            YearHours hours = year(year);
            worked += hours.workedMillis(to) - hours.workedMillis(from);
        }
        return worked;
    }

    /**
     * The earliest moment by which so much working time has passed since another one, so that what is due with the last
     * minute of the day is due at its end, not in the next morning. After no time at all that is the moment itself.
     *
     * @param businessMillis not negative
     */
    public long after(long from, long businessMillis) {
        if (businessMillis < 0) {
            throw new IllegalArgumentException("negative working time: " + businessMillis + " ms");
        }
        if (businessMillis == 0) {
            return from;
        }
        long left = businessMillis;
        for (int year = yearBefore(from); ; year++) {
            YearHours hours = year(year);
            long before = hours.workedMillis(from);
            if (left <= hours.totalMillis() - before) {
                return hours.momentOf(before + left);
            }
            left -= hours.totalMillis() - before;
        }
    }

    /**
     * The same clock time so many working days later. What comes outside of hours counts from the next opening, and a
     * clock time at which nobody works on the last day is taken back to the end of the hours before it (or, before all
     * hours, on to the opening): between the two nobody could act, and nothing is to fall due at night. Hours over
     * midnight belong to the day they start on. A clock time that is leapt over is the moment of the leap.
     *
     * @param days not negative
     */
    public long workingDaysAfter(long from, int days) {
        if (days < 0) {
            throw new IllegalArgumentException("negative number of working days: " + days);
        }
        WorkingHours first = opening(from);
        long start = Math.max(from, first.fromMillis());
        if (days == 0) {
            return start;
        }
        LocalDate day = first.day();
        List<Interval> hours = List.of();
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            hours = intervals(day, day.plusDays(1));
            left -= hours.isEmpty() ? 0 : 1;
        }
        return withinHours(clock.millis(day, clock.clockMillis(start, first.day())), hours);
    }

    /**
     * The hours that start on the days from one date to before another, in order, each by itself where they touch.
     *
     * @param to exclusive
     */
    public List<Interval> intervals(LocalDate from, LocalDate to) {
        List<Interval> found = new ArrayList<>();
        for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
            for (LocalInterval hours : hoursOn(day)) {
                long start = clock.millis(day, hours.fromMinute() * 60_000L);
                long end = clock.millis(day, hours.toMinute() * 60_000L);
                if (start < end) {
                    found.add(new Interval(start, end));
                }
            }
        }
        return List.copyOf(found);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BusinessCalendar calendar
                && id.equals(calendar.id)
                && version == calendar.version
                && zone.equals(calendar.zone)
                && weekly.equals(calendar.weekly)
                && overrides.equals(calendar.overrides);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, version, zone, weekly, overrides);
    }

    @Override
    public String toString() {
        return id + " version " + version;
    }

    /** What is computed is not stored: the rules of the zone may be others where it is read. */
    private Object readResolve() {
        return new BusinessCalendar(id, version, zone, weekly, overrides);
    }

    private record WorkingHours(LocalDate day, long fromMillis) {}

    /** The first hours that are not over at a moment. */
    private WorkingHours opening(long moment) {
        for (int year = yearBefore(moment); ; year++) {
            YearHours hours = year(year);
            int index = hours.firstEndingAfter(moment);
            if (index < hours.size()) {
                return new WorkingHours(hours.day(index), hours.fromMillis(index));
            }
        }
    }

    private static long withinHours(long moment, List<Interval> hours) {
        long within = hours.get(0).fromMillis();
        for (Interval interval : hours) {
            if (interval.fromMillis() <= moment) {
                within = Math.min(moment, interval.toMillis());
            }
        }
        return within;
    }

    /** All hours of the years before this one are over by then: zones, leap days and nights shift them by days only. */
    private static int yearBefore(long moment) {
        return meanYear(moment) - 1;
    }

    /** No hours of the years after this one have begun by then. */
    private static int yearAfter(long moment) {
        return meanYear(moment) + 1;
    }

    private static int meanYear(long moment) {
        return Math.toIntExact(1970 + Math.floorDiv(moment, MEAN_YEAR_MILLIS));
    }

    private YearHours year(int year) {
        YearHours known = years.get(year);
        return known != null ? known : years.computeIfAbsent(year, this::compute);
    }

    private YearHours compute(int year) {
        if (Math.abs(year) > FARTHEST_YEAR) {
            throw new DateTimeException("year " + year + " is beyond the calendar");
        }
        return YearHours.of(year, clock, this::hoursOn);
    }
}
