package dev.crmpulse.engine.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every calendar and every moment around the changes of the clock. */
class CalendarLawsTest {
    private static final long MINUTE = 60_000;
    private static final int MOMENTS = 7 * 24 * 60;

    /** Days before the clock changes in Berlin, New York and on Lord Howe, before a year ends, before a leap day. */
    private static final List<Instant> STARTS = List.of(
            Instant.parse("2026-03-26T00:00:00Z"),
            Instant.parse("2026-10-22T00:00:00Z"),
            Instant.parse("2026-03-05T00:00:00Z"),
            Instant.parse("2026-04-02T00:00:00Z"),
            Instant.parse("2025-12-29T00:00:00Z"),
            Instant.parse("2024-02-26T00:00:00Z"));

    @Property(tries = 150)
    void workingTimeIsTheNumberOfMinutesAtWhichSomebodyWorks(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("starts") Instant start,
            @ForAll @IntRange(max = MOMENTS) int a,
            @ForAll @IntRange(max = MOMENTS) int b) {
        int first = Math.min(a, b);
        int last = Math.max(a, b);
        long minutes = IntStream.range(first, last)
                .filter(minute -> isWorked(calendar, start.plus(minute, ChronoUnit.MINUTES)))
                .count();

        assertThat(calendar.businessMillis(moment(start, first), moment(start, last)))
                .isEqualTo(minutes * MINUTE);
    }

    @Property(tries = 150)
    void theMomentAfterSoMuchTimeIsTheEndOfTheLastMinuteNeeded(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("starts") Instant start,
            @ForAll @IntRange(max = MOMENTS) int from,
            @ForAll @IntRange(min = 1, max = 1_500) int minutes) {
        Instant moment = start.plus(from, ChronoUnit.MINUTES);
        for (int left = minutes; left > 0; moment = moment.plus(1, ChronoUnit.MINUTES)) {
            left -= isWorked(calendar, moment) ? 1 : 0;
        }

        assertThat(Instant.ofEpochMilli(calendar.after(moment(start, from), minutes * MINUTE)))
                .isEqualTo(moment);
    }

    @Property
    void asMuchTimeHasPassedAsWasAskedFor(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("moments") long from,
            @ForAll("durations") long businessMillis) {
        assertThat(calendar.businessMillis(from, calendar.after(from, businessMillis)))
                .isEqualTo(businessMillis);
    }

    @Property
    void partsAddUp(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("moments") long a,
            @ForAll("moments") long b,
            @ForAll("moments") long c) {
        assertThat(calendar.businessMillis(a, b) + calendar.businessMillis(b, c))
                .isEqualTo(calendar.businessMillis(a, c));
    }

    @Property
    void timeAfterTimeIsTheirSum(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("moments") long from,
            @ForAll("durations") long a,
            @ForAll("durations") long b) {
        assertThat(calendar.after(calendar.after(from, a), b + 1)).isEqualTo(calendar.after(from, a + b + 1));
    }

    @Property
    void theIntervalsOfAllDaysHoldAllTheTime(
            @ForAll("calendars") BusinessCalendar calendar, @ForAll @IntRange(min = 1, max = 800) int days) {
        LocalDate from = LocalDate.of(2024, 12, 20);
        List<Interval> intervals = calendar.intervals(from, from.plusDays(days));
        long sum = intervals.stream()
                .mapToLong(interval -> interval.toMillis() - interval.fromMillis())
                .sum();

        for (int i = 1; i < intervals.size(); i++) {
            assertThat(intervals.get(i).fromMillis())
                    .isGreaterThanOrEqualTo(intervals.get(i - 1).toMillis());
        }
        if (!intervals.isEmpty()) {
            assertThat(calendar.businessMillis(
                            intervals.get(0).fromMillis(),
                            intervals.get(intervals.size() - 1).toMillis()))
                    .isEqualTo(sum);
        }
    }

    @Property
    void workingDaysComeInOrderAndFallWithinHours(
            @ForAll("calendars") BusinessCalendar calendar,
            @ForAll("moments") long from,
            @ForAll @IntRange(max = 30) int days) {
        long due = calendar.workingDaysAfter(from, days);

        assertThat(due).isBetween(from, calendar.workingDaysAfter(from, days + 1));
        assertThat(calendar.businessMillis(due - 1, due + 1))
                .as("somebody works right before or right after")
                .isPositive();
    }

    /** Whether somebody works in a minute, by looking at the clock on the wall. */
    private static boolean isWorked(BusinessCalendar calendar, Instant minute) {
        LocalDateTime shown = shown(calendar.zone(), minute);
        int ofDay = shown.getHour() * 60 + shown.getMinute();
        return holds(calendar.hoursOn(shown.toLocalDate()), ofDay)
                || holds(calendar.hoursOn(shown.toLocalDate().minusDays(1)), ofDay + 24 * 60);
    }

    private static boolean holds(List<LocalInterval> hours, int minute) {
        return hours.stream().anyMatch(interval -> interval.fromMinute() <= minute && minute < interval.toMinute());
    }

    /** In an hour that comes a second time nothing begins or ends any more: the clock stays at its last minute. */
    private static LocalDateTime shown(ZoneId zone, Instant minute) {
        ZonedDateTime time = minute.atZone(zone);
        ZoneOffsetTransition change = zone.getRules().getTransition(time.toLocalDateTime());
        boolean again = change != null && change.isOverlap() && time.getOffset().equals(change.getOffsetAfter());
        return again ? change.getDateTimeBefore().minusMinutes(1) : time.toLocalDateTime();
    }

    private static long moment(Instant start, int minutes) {
        return start.plus(minutes, ChronoUnit.MINUTES).toEpochMilli();
    }

    @Provide
    Arbitrary<Instant> starts() {
        return Arbitraries.of(STARTS);
    }

    @Provide
    Arbitrary<Long> moments() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2019-01-01T00:00:00Z").toEpochMilli(),
                        Instant.parse("2031-01-01T00:00:00Z").toEpochMilli());
    }

    @Provide
    Arbitrary<Long> durations() {
        return Arbitraries.longs().between(0, 3_000 * 3_600_000L);
    }

    @Provide
    Arbitrary<BusinessCalendar> calendars() {
        Arbitrary<String> zones = Arbitraries.of(
                "UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
        Arbitrary<List<LocalInterval>> days = hours();
        return Combinators.combine(
                        zones,
                        days.list().ofSize(7).filter(week -> week.stream().anyMatch(day -> !day.isEmpty())),
                        Arbitraries.integers().between(0, 8).set().ofMaxSize(5),
                        Arbitraries.of(STARTS),
                        days)
                .as(CalendarLawsTest::calendar)
                .filter(built -> !built.isEmpty())
                .map(built -> built.get(0));
    }

    /** Up to three intervals that do not overlap, the last one perhaps over midnight. */
    private static Arbitrary<List<LocalInterval>> hours() {
        return Arbitraries.integers()
                .between(0, 32 * 60)
                .set()
                .ofMinSize(0)
                .ofMaxSize(6)
                .map(CalendarLawsTest::hoursBetween);
    }

    private static List<LocalInterval> hoursBetween(Set<Integer> bounds) {
        List<Integer> ordered = bounds.stream().sorted().toList();
        List<LocalInterval> hours = new ArrayList<>();
        for (int i = 0; i + 1 < ordered.size(); i += 2) {
            int from = ordered.get(i);
            int to = ordered.get(i + 1);
            if (from < 24 * 60 && to - from <= 24 * 60) {
                hours.add(new LocalInterval(from, to));
            }
        }
        return hours;
    }

    /** None where hours over midnight run into the next day's: that calendar cannot be. */
    private static List<BusinessCalendar> calendar(
            String zone,
            List<List<LocalInterval>> week,
            Set<Integer> special,
            Instant around,
            List<LocalInterval> own) {
        BusinessCalendarBuilder builder = BusinessCalendar.builder("any", 1, ZoneId.of(zone));
        for (DayOfWeek day : DayOfWeek.values()) {
            builder.hours(day, week.get(day.getValue() - 1));
        }
        LocalDate first = around.atZone(ZoneId.of("UTC")).toLocalDate();
        for (int day : special) {
            if (day % 2 == 0 || own.isEmpty()) {
                builder.off(first.plusDays(day), "off");
            } else {
                builder.work(first.plusDays(day), "own", own);
            }
        }
        try {
            return List.of(builder.build());
        } catch (IllegalArgumentException overlap) {
            return List.of();
        }
    }
}
