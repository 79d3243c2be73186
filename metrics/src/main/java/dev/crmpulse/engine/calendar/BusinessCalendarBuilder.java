package dev.crmpulse.engine.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers a calendar's hours and dates; whatever contradicts itself is refused in words for its author. */
public final class BusinessCalendarBuilder {
    private final String id;
    private final int version;
    private final ZoneId zone;
    private final Map<DayOfWeek, List<LocalInterval>> weekly = new EnumMap<>(DayOfWeek.class);
    private final SortedMap<LocalDate, Said> said = new TreeMap<>();

    /** What was said of a date: its hours, or the weekday it is like (null for an ordinary working day). */
    private record Said(String name, List<LocalInterval> hours, DayOfWeek like) {}

    BusinessCalendarBuilder(String id, int version, ZoneId zone) {
        this.id = Objects.requireNonNull(id);
        this.version = version;
        this.zone = Objects.requireNonNull(zone);
    }

    /** The hours of a day of the week, such as {@code "09:00-12:00", "13:00-18:00"}. */
    public BusinessCalendarBuilder hours(DayOfWeek day, String... hours) {
        return hours(day, Arrays.stream(hours).map(LocalInterval::parse).toList());
    }

    /**
     * The hours of a day of the week, in any order.
     *
     * @throws IllegalArgumentException where the day has hours already, or some overlap
     */
    public BusinessCalendarBuilder hours(DayOfWeek day, List<LocalInterval> hours) {
        if (weekly.put(day, inOrder(name(day), hours)) != null) {
            throw new IllegalArgumentException("the hours of " + name(day) + " are given twice");
        }
        return this;
    }

    /** Nobody works on a date. */
    public BusinessCalendarBuilder off(LocalDate date, String name) {
        return say(date, new Said(name, List.of(), null));
    }

    /** A date has the hours of the week's first working day, be it a weekend or not. */
    public BusinessCalendarBuilder work(LocalDate date, String name) {
        return say(date, new Said(name, null, null));
    }

    /** A date has the hours of a day of the week. */
    public BusinessCalendarBuilder workLike(LocalDate date, String name, DayOfWeek like) {
        return say(date, new Said(name, null, like));
    }

    /** A date has hours of its own, in any order. */
    public BusinessCalendarBuilder work(LocalDate date, String name, List<LocalInterval> hours) {
        if (hours.isEmpty()) {
            throw new IllegalArgumentException(date + " is a workday without hours");
        }
        return say(date, new Said(name, inOrder(date.toString(), hours), null));
    }

    /**
     * The calendar.
     *
     * @throws IllegalArgumentException where no day of the week has hours, or hours over midnight run into the next
     *     day's
     */
    public BusinessCalendar build() {
        WeeklyHours week = new WeeklyHours(Arrays.stream(DayOfWeek.values())
                .map(day -> weekly.getOrDefault(day, List.of()))
                .toList());
        DayOfWeek ordinary = Arrays.stream(DayOfWeek.values())
                .filter(day -> !week.on(day).isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("calendar " + id + ": no day of the week has hours"));
        SortedMap<LocalDate, DayOverride> overrides = new TreeMap<>();
        said.forEach((date, day) -> overrides.put(date, new DayOverride(day.name, hoursOf(date, day, week, ordinary))));
        BusinessCalendar calendar =
                new BusinessCalendar(id, version, zone, week, Collections.unmodifiableSortedMap(overrides));
        checkNights(calendar);
        return calendar;
    }

    private BusinessCalendarBuilder say(LocalDate date, Said day) {
        if (said.put(date, day) != null) {
            throw new IllegalArgumentException(date + " is given twice");
        }
        return this;
    }

    private static List<LocalInterval> hoursOf(LocalDate date, Said day, WeeklyHours week, DayOfWeek ordinary) {
        if (day.hours != null) {
            return day.hours;
        }
        List<LocalInterval> hours = week.on(day.like == null ? ordinary : day.like);
        if (hours.isEmpty()) {
            throw new IllegalArgumentException(date + " is like " + name(day.like) + ", which has no hours");
        }
        return hours;
    }

    private static List<LocalInterval> inOrder(String day, List<LocalInterval> hours) {
        List<LocalInterval> ordered = hours.stream().sorted().toList();
        for (int i = 1; i < ordered.size(); i++) {
            if (ordered.get(i - 1).overlaps(ordered.get(i))) {
                throw new IllegalArgumentException(
                        day + ": " + ordered.get(i - 1) + " and " + ordered.get(i) + " overlap");
            }
        }
        return ordered;
    }

    private void checkNights(BusinessCalendar calendar) {
        for (DayOfWeek day : DayOfWeek.values()) {
            checkNight(name(day), calendar.hoursOn(day), name(day.plus(1)), calendar.hoursOn(day.plus(1)));
        }
        for (LocalDate date : said.keySet()) {
            for (LocalDate day : List.of(date.minusDays(1), date)) {
                LocalDate next = day.plusDays(1);
                checkNight(day.toString(), calendar.hoursOn(day), next.toString(), calendar.hoursOn(next));
            }
        }
    }

    private static void checkNight(
            String day, List<LocalInterval> hours, String nextDay, List<LocalInterval> nextHours) {
        if (!hours.isEmpty() && !nextHours.isEmpty()) {
            LocalInterval last = hours.get(hours.size() - 1);
            LocalInterval first = nextHours.get(0);
            if (last.overlapsNextDay(first)) {
                throw new IllegalArgumentException(day + " " + last + " runs into " + nextDay + " " + first);
            }
        }
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
