package dev.crmpulse.engine.calendar;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {
    private static final Clock SHANGHAI = Clock.in("Asia/Shanghai");
    private static final Clock BERLIN = Clock.in("Europe/Berlin");
    private static final Clock UTC = Clock.in("UTC");

    /** Monday to Friday 10 to 18. */
    private static final BusinessCalendar TEN_TO_SIX =
            week("UTC", MONDAY, FRIDAY, "10:00-18:00").build();

    /** Monday to Friday with a lunch from 12 to 13. */
    private static final BusinessCalendar WITH_LUNCH =
            week("Asia/Shanghai", MONDAY, FRIDAY, "09:00-12:00", "13:00-18:00").build();

    /** Every night from 22 to 6. */
    private static final BusinessCalendar NIGHTS =
            week("Europe/Berlin", MONDAY, SUNDAY, "22:00-06:00").build();

    /** Spring Festival 2026 as decreed: off from Sunday 15 to Monday 23 February, worked on Saturdays 14 and 28. */
    private static final BusinessCalendar SPRING_FESTIVAL_2026 = springFestival2026();

    @Test
    void EdgeCase_37_aLeadOfSaturdayEveningIsDueOnMondayAtTwo() {
        // nobody works until Monday 10:00; 10:00 + 4 h = 14:00
        assertThat(UTC.read(TEN_TO_SIX.after(UTC.at("2026-03-07T20:00"), hours(4))))
                .isEqualTo("Mon 2026-03-09 14:00 Z");
    }

    @ParameterizedTest
    @CsvSource({
        // a whole day's 8 h end with the day, not in the next morning
        "2026-03-02T10:00, 8:00, Mon 2026-03-02 18:00 Z",
        // 18:00 − 16:30 = 1:30 on Monday, the other 2:30 on Tuesday
        "2026-03-02T16:30, 4:00, Tue 2026-03-03 12:30 Z",
        // Friday 17:59 leaves one minute, and one on Monday
        "2026-03-06T17:59, 0:02, Mon 2026-03-09 10:01 Z",
        // 5 days of 8 h end on Friday
        "2026-03-02T10:00, 40:00, Fri 2026-03-06 18:00 Z",
        "2026-03-02T10:00, 40:01, Mon 2026-03-09 10:01 Z",
        // no time at all: at once, whoever works
        "2026-03-02T12:00, 0:00, Mon 2026-03-02 12:00 Z",
        "2026-03-07T20:00, 0:00, Sat 2026-03-07 20:00 Z",
        // from before the opening
        "2026-03-02T07:00, 1:00, Mon 2026-03-02 11:00 Z",
        // the last minute of a year's hours is its end too
        "2025-12-31T10:00, 8:00, Wed 2025-12-31 18:00 Z",
    })
    void workingTimeAfterAMoment(String from, String time, String due) {
        assertThat(UTC.read(TEN_TO_SIX.after(UTC.at(from), duration(time)))).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        // within one day
        "2026-03-02T10:15, 2026-03-02T10:45, 0:30",
        // 2 h of Friday, 1 h of Monday
        "2026-03-06T16:00, 2026-03-09T11:00, 3:00",
        // all of it outside
        "2026-03-06T18:00, 2026-03-09T10:00, 0:00",
        "2026-03-07T03:00, 2026-03-08T23:00, 0:00",
        // cut at both ends: 10:00 to 18:00
        "2026-03-02T03:00, 2026-03-02T23:00, 8:00",
        // across a year's end: Wednesday 31 December and Thursday 1 January, 8 h each
        "2025-12-31T00:00, 2026-01-02T00:00, 16:00",
    })
    void workingTimeBetweenTwoMoments(String from, String to, String time) {
        assertThat(TEN_TO_SIX.businessMillis(UTC.at(from), UTC.at(to))).isEqualTo(duration(time));
        assertThat(TEN_TO_SIX.businessMillis(UTC.at(to), UTC.at(from)))
                .as("the other way round")
                .isEqualTo(-duration(time));
    }

    @Test
    void millisecondsCount() {
        long open = UTC.at("2026-03-02T10:00");
        assertThat(TEN_TO_SIX.businessMillis(open - 5, open + 7)).isEqualTo(7);
        assertThat(TEN_TO_SIX.after(open - 5, 7)).isEqualTo(open + 7);
    }

    @Test
    void EdgeCase_11_lunchIsNoWork() {
        // 11:30-12:00 and 13:00-14:30: 0:30 + 1:30
        assertThat(WITH_LUNCH.businessMillis(SHANGHAI.at("2026-03-02T11:30"), SHANGHAI.at("2026-03-02T14:30")))
                .isEqualTo(hours(2));
        // 0:30 before lunch, the other 0:30 after it
        assertThat(SHANGHAI.read(WITH_LUNCH.after(SHANGHAI.at("2026-03-02T11:30"), hours(1))))
                .isEqualTo("Mon 2026-03-02 13:30 +08:00");
        // exactly the time up to lunch ends with the morning
        assertThat(SHANGHAI.read(WITH_LUNCH.after(SHANGHAI.at("2026-03-02T09:00"), hours(3))))
                .isEqualTo("Mon 2026-03-02 12:00 +08:00");
    }

    @Test
    void EdgeCase_11_hoursCountToTheMinute() {
        BusinessCalendar odd = BusinessCalendar.builder("odd", 1, ZoneId.of("UTC"))
                .hours(MONDAY, "08:07-08:09", "17:58-17:59")
                .build();
        // 2 + 1 minutes a Monday, from the 2nd to the 9th of March inclusive 2 Mondays
        assertThat(odd.businessMillis(UTC.at("2026-03-02T00:00"), UTC.at("2026-03-10T00:00")))
                .isEqualTo(Duration.ofMinutes(6).toMillis());
        // 2 minutes of the morning, half of the evening's one
        assertThat(odd.after(UTC.at("2026-03-02T00:00"), 150_000)).isEqualTo(UTC.at("2026-03-02T17:58:30"));
    }

    @Test
    void EdgeCase_11_aNightShiftBelongsToTheDayItStartsOn() {
        BusinessCalendar fridayNight = BusinessCalendar.builder("night", 1, ZoneId.of("UTC"))
                .hours(FRIDAY, "22:00-06:00")
                .build();
        // Friday 22:00 to Saturday 06:00
        assertThat(fridayNight.businessMillis(UTC.at("2026-03-06T00:00"), UTC.at("2026-03-08T00:00")))
                .isEqualTo(hours(8));
        // Saturday 02:00 + 4 h = 06:00, its end
        assertThat(UTC.read(fridayNight.after(UTC.at("2026-03-07T02:00"), hours(4))))
                .isEqualTo("Sat 2026-03-07 06:00 Z");
        // a holiday takes the whole shift away, Saturday morning too
        BusinessCalendar holiday = BusinessCalendar.builder("night", 1, ZoneId.of("UTC"))
                .hours(FRIDAY, "22:00-06:00")
                .off(LocalDate.of(2026, 3, 6), "")
                .build();
        assertThat(holiday.businessMillis(UTC.at("2026-03-06T00:00"), UTC.at("2026-03-08T00:00")))
                .isZero();
        assertThat(UTC.read(holiday.after(UTC.at("2026-03-06T23:00"), hours(1))))
                .isEqualTo("Fri 2026-03-13 23:00 Z");
    }

    @Test
    void EdgeCase_11_aNightShiftOfTheYearsLastDayRunsIntoTheNext() {
        // 31 December 22:00 to 06:00, of which 2 h lie in 2025
        assertThat(NIGHTS.businessMillis(BERLIN.at("2025-12-31T12:00"), BERLIN.at("2026-01-01T12:00")))
                .isEqualTo(hours(8));
        assertThat(NIGHTS.businessMillis(BERLIN.at("2026-01-01T00:00"), BERLIN.at("2026-01-01T12:00")))
                .isEqualTo(hours(6));
        assertThat(BERLIN.read(NIGHTS.after(BERLIN.at("2026-01-01T05:00"), hours(2))))
                .isEqualTo("Thu 2026-01-01 23:00 +01:00");
    }

    @Test
    void EdgeCase_12_springFestival2026IsOff() {
        // Saturday 14 February is worked; then nobody until Tuesday 24 February
        assertThat(SHANGHAI.read(SPRING_FESTIVAL_2026.after(SHANGHAI.at("2026-02-14T17:00"), hours(4))))
                .isEqualTo("Tue 2026-02-24 12:00 +08:00");
        // 1 h of the 14th, then 09:00-12:00: 1 + 3 = 4
        assertThat(SPRING_FESTIVAL_2026.businessMillis(
                        SHANGHAI.at("2026-02-14T17:00"), SHANGHAI.at("2026-02-24T12:00")))
                .isEqualTo(hours(4));
    }

    @Test
    void EdgeCase_12_makeUpDaysAreWorked() {
        // Saturdays 14 and 28 February at 3 + 5 = 8 h; in between Tuesday 24 to Friday 27, 4 x 8 h: 6 x 8 = 48
        assertThat(SPRING_FESTIVAL_2026.businessMillis(
                        SHANGHAI.at("2026-02-14T00:00"), SHANGHAI.at("2026-03-01T00:00")))
                .isEqualTo(hours(48));
        // without the decree: Monday to Friday of two weeks, 10 x 8 = 80
        assertThat(WITH_LUNCH.businessMillis(SHANGHAI.at("2026-02-14T00:00"), SHANGHAI.at("2026-03-01T00:00")))
                .isEqualTo(hours(80));
        // Friday 27 February 17:30: half an hour, then Saturday 28 from 09:00
        assertThat(SHANGHAI.read(SPRING_FESTIVAL_2026.after(SHANGHAI.at("2026-02-27T17:30"), hours(2))))
                .isEqualTo("Sat 2026-02-28 10:30 +08:00");
    }

    @Test
    void EdgeCase_12_aMakeUpDayMayBeLikeAnotherDayOrHaveHoursOfItsOwn() {
        BusinessCalendar calendar = BusinessCalendar.builder("c", 1, ZoneId.of("UTC"))
                .hours(TUESDAY, "09:00-17:00")
                .hours(FRIDAY, "09:00-13:00")
                .work(LocalDate.of(2026, 3, 7), "ordinary")
                .workLike(LocalDate.of(2026, 3, 8), "like Friday", FRIDAY)
                .work(LocalDate.of(2026, 3, 9), "its own", List.of(LocalInterval.parse("10:00-11:00")))
                .build();

        assertThat(calendar.hoursOn(LocalDate.of(2026, 3, 7)))
                .as("the week's first working day")
                .hasToString("[09:00-17:00]");
        assertThat(calendar.hoursOn(LocalDate.of(2026, 3, 8))).hasToString("[09:00-13:00]");
        assertThat(calendar.hoursOn(LocalDate.of(2026, 3, 9))).hasToString("[10:00-11:00]");
        // 8 + 4 + 1
        assertThat(calendar.businessMillis(UTC.at("2026-03-07T00:00"), UTC.at("2026-03-10T00:00")))
                .isEqualTo(hours(13));
    }

    @Test
    void EdgeCase_39_theNightToSummerTimeHasSevenHours() {
        // 29 March 2026, 02:00 becomes 03:00: 22:00-02:00 are 4 h, 03:00-06:00 are 3 h
        long noon = BERLIN.at("2026-03-28T12:00");
        assertThat(NIGHTS.businessMillis(noon, BERLIN.at("2026-03-29T12:00"))).isEqualTo(hours(7));
        // 4 h are over when the clock leaps
        assertThat(BERLIN.read(NIGHTS.after(noon, hours(5)))).isEqualTo("Sun 2026-03-29 04:00 +02:00");
    }

    @Test
    void EdgeCase_39_theNightToWinterTimeHasNineHours() {
        // 25 October 2026, 03:00 becomes 02:00: 22:00-03:00 are 5 h, 02:00-06:00 are 4 h
        long noon = BERLIN.at("2026-10-24T12:00");
        assertThat(NIGHTS.businessMillis(noon, BERLIN.at("2026-10-25T12:00"))).isEqualTo(hours(9));
        assertThat(BERLIN.read(NIGHTS.after(noon, hours(5)))).isEqualTo("Sun 2026-10-25 02:00 +01:00");
        assertThat(BERLIN.read(NIGHTS.after(noon, hours(9)))).isEqualTo("Sun 2026-10-25 06:00 +01:00");
    }

    @Test
    void EdgeCase_39_officeHoursKeepTheirLengthAcrossTheChange() {
        BusinessCalendar office =
                week("Europe/Berlin", MONDAY, FRIDAY, "09:00-17:00").build();
        // Friday 15:00 (14:00 UTC) + 4 h: 2 h on Friday, 2 h on Monday, 11:00 by the clock (09:00 UTC)
        long due = office.after(BERLIN.at("2026-03-27T15:00"), hours(4));
        assertThat(BERLIN.read(due)).isEqualTo("Mon 2026-03-30 11:00 +02:00");
        assertThat(Instant.ofEpochMilli(due)).isEqualTo("2026-03-30T09:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        // hours that begin within the lost hour begin with the leap at 01:00 UTC: 03:00-06:00
        "2026-03-29, 02:30-06:00, 2026-03-29T01:00:00Z, 2026-03-29T04:00:00Z",
        // hours that end within it end there: 00:00-02:00
        "2026-03-29, 00:00-02:30, 2026-03-28T23:00:00Z, 2026-03-29T01:00:00Z",
        // a time that comes twice is its first coming: 02:30 at 00:30 UTC
        "2026-10-25, 02:30-06:00, 2026-10-25T00:30:00Z, 2026-10-25T05:00:00Z",
        "2026-10-25, 00:00-02:30, 2026-10-24T22:00:00Z, 2026-10-25T00:30:00Z",
        "2026-10-25, 00:00-24:00, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    })
    void EdgeCase_39_hoursThatBeginOrEndWithinTheChange(LocalDate day, String hours, Instant from, Instant to) {
        BusinessCalendar calendar = week("Europe/Berlin", SUNDAY, SUNDAY, hours).build();
        assertThat(calendar.intervals(day, day.plusDays(1)))
                .containsExactly(new Interval(from.toEpochMilli(), to.toEpochMilli()));
    }

    @Test
    void EdgeCase_39_hoursWithinTheLostHourAreNone() {
        BusinessCalendar calendar =
                week("Europe/Berlin", SUNDAY, SUNDAY, "02:15-02:45").build();
        assertThat(calendar.intervals(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 3, 30)))
                .isEmpty();
        // Saturday noon + 10 minutes: not on 29 March but a week later
        assertThat(BERLIN.read(calendar.after(BERLIN.at("2026-03-28T12:00"), 600_000)))
                .isEqualTo("Sun 2026-04-05 02:25 +02:00");
    }

    @ParameterizedTest
    @CsvSource({
        // Monday to Wednesday
        "2026-03-02T10:30, 2, Wed 2026-03-04 10:30 +08:00",
        // Friday + 1 = Monday, + 5 = the Friday after
        "2026-03-06T10:30, 1, Mon 2026-03-09 10:30 +08:00",
        "2026-03-06T10:30, 5, Fri 2026-03-13 10:30 +08:00",
        // outside of hours: from the next opening, Monday 09:00, + 2
        "2026-03-07T20:00, 2, Wed 2026-03-11 09:00 +08:00",
        "2026-03-06T20:00, 2, Wed 2026-03-11 09:00 +08:00",
        "2026-03-02T03:00, 1, Tue 2026-03-03 09:00 +08:00",
        "2026-03-02T12:30, 1, Tue 2026-03-03 13:00 +08:00",
        "2026-03-02T18:00, 1, Wed 2026-03-04 09:00 +08:00",
        // no day at all: the moment itself, or the next opening
        "2026-03-02T10:30, 0, Mon 2026-03-02 10:30 +08:00",
        "2026-03-07T20:00, 0, Mon 2026-03-09 09:00 +08:00",
    })
    void workingDaysAfterAMoment(String from, int days, String due) {
        assertThat(SHANGHAI.read(WITH_LUNCH.workingDaysAfter(SHANGHAI.at(from), days)))
                .isEqualTo(due);
    }

    @Test
    void EdgeCase_12_holidaysAreNoWorkingDaysAndMakeUpDaysAre() {
        // Friday 13, + 1 = Saturday 14 (made up), + 2 = Tuesday 24, + 3 = Wednesday 25
        long friday = SHANGHAI.at("2026-02-13T16:00");
        assertThat(SHANGHAI.read(SPRING_FESTIVAL_2026.workingDaysAfter(friday, 1)))
                .isEqualTo("Sat 2026-02-14 16:00 +08:00");
        assertThat(SHANGHAI.read(SPRING_FESTIVAL_2026.workingDaysAfter(friday, 2)))
                .isEqualTo("Tue 2026-02-24 16:00 +08:00");
        assertThat(SHANGHAI.read(SPRING_FESTIVAL_2026.workingDaysAfter(friday, 3)))
                .isEqualTo("Wed 2026-02-25 16:00 +08:00");
    }

    @Test
    void aClockTimeAtWhichNobodyWorksIsTakenBackToTheEndOfTheHoursBefore() {
        BusinessCalendar shortFriday = BusinessCalendar.builder("c", 1, ZoneId.of("UTC"))
                .hours(THURSDAY, "08:00-18:00")
                .hours(FRIDAY, "10:00-12:00", "13:00-15:00")
                .build();
        assertThat(UTC.read(shortFriday.workingDaysAfter(UTC.at("2026-03-05T17:00"), 1)))
                .as("after Friday's end")
                .isEqualTo("Fri 2026-03-06 15:00 Z");
        assertThat(UTC.read(shortFriday.workingDaysAfter(UTC.at("2026-03-05T12:30"), 1)))
                .as("in Friday's lunch")
                .isEqualTo("Fri 2026-03-06 12:00 Z");
        assertThat(UTC.read(shortFriday.workingDaysAfter(UTC.at("2026-03-05T08:30"), 1)))
                .as("before Friday's opening")
                .isEqualTo("Fri 2026-03-06 10:00 Z");
    }

    @Test
    void aNightShiftIsOneWorkingDay() {
        BusinessCalendar nights = week("UTC", MONDAY, FRIDAY, "22:00-06:00").build();
        // Tuesday 02:00 is Monday's shift; a working day later is Tuesday's shift, Wednesday 02:00
        assertThat(UTC.read(nights.workingDaysAfter(UTC.at("2026-03-03T02:00"), 1)))
                .isEqualTo("Wed 2026-03-04 02:00 Z");
        // Saturday 02:00 is Friday's shift, + 1 = Monday's
        assertThat(UTC.read(nights.workingDaysAfter(UTC.at("2026-03-07T02:00"), 1)))
                .isEqualTo("Tue 2026-03-10 02:00 Z");
    }

    @Test
    void EdgeCase_39_workingDaysKeepTheClockTimeAcrossTheChange() {
        BusinessCalendar office =
                week("Europe/Berlin", MONDAY, FRIDAY, "09:00-17:00").build();
        assertThat(BERLIN.read(office.workingDaysAfter(BERLIN.at("2026-03-27T15:00"), 1)))
                .isEqualTo("Mon 2026-03-30 15:00 +02:00");
        // Saturday's shift 22:00-06:00 at 02:30; on Sunday that does not exist and is the leap to 03:00
        assertThat(BERLIN.read(NIGHTS.workingDaysAfter(BERLIN.at("2026-03-28T02:30"), 1)))
                .isEqualTo("Sun 2026-03-29 03:00 +02:00");
    }

    @Test
    void hoursOfDatesAsMoments() {
        // 09:00+08:00 = 01:00Z, 12:00 = 04:00Z, 13:00 = 05:00Z, 18:00 = 10:00Z; Sunday has none
        assertThat(SPRING_FESTIVAL_2026.intervals(LocalDate.of(2026, 2, 14), LocalDate.of(2026, 2, 16)))
                .containsExactly(
                        new Interval(UTC.at("2026-02-14T01:00"), UTC.at("2026-02-14T04:00")),
                        new Interval(UTC.at("2026-02-14T05:00"), UTC.at("2026-02-14T10:00")));
    }

    @Test
    void tenYearsAreTheSumOfTheirHours() {
        // 2016-01-01 to 2025-12-31: 3,653 days; weeks of 5 x 8 h. The 1st is a Friday: 521 whole weeks from Monday 4
        // January 2016 to Sunday 28 December 2025, then Monday to Wednesday; 1 + 521 x 5 + 3 = 2,609 days
        assertThat(TEN_TO_SIX.businessMillis(UTC.at("2016-01-01T00:00"), UTC.at("2026-01-01T00:00")))
                .isEqualTo(hours(2_609L * 8));
    }

    @Test
    void aCalendarReadBackReckonsTheSame() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(SPRING_FESTIVAL_2026);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            BusinessCalendar read = (BusinessCalendar) in.readObject();
            assertThat(read).isEqualTo(SPRING_FESTIVAL_2026).hasSameHashCodeAs(SPRING_FESTIVAL_2026);
            assertThat(read.after(SHANGHAI.at("2026-02-14T17:00"), hours(4)))
                    .isEqualTo(SHANGHAI.at("2026-02-24T12:00"));
        }
    }

    @Test
    void calendarsAreEqualByWhatTheySay() {
        BusinessCalendarBuilder same = week("UTC", MONDAY, FRIDAY, "10:00-18:00");
        assertThat(same.build()).isEqualTo(TEN_TO_SIX).hasToString("c version 1");
        assertThat(same.off(LocalDate.of(2026, 3, 6), "").build()).isNotEqualTo(TEN_TO_SIX);
        assertThat(week("UTC", MONDAY, FRIDAY, "10:00-17:59").build()).isNotEqualTo(TEN_TO_SIX);
        assertThat(week("Europe/Berlin", MONDAY, FRIDAY, "10:00-18:00").build()).isNotEqualTo(TEN_TO_SIX);
    }

    @Test
    void timeWithoutEndIsRefused() {
        assertThatThrownBy(() -> TEN_TO_SIX.after(UTC.at("9999-12-31T23:00"), Long.MAX_VALUE))
                .hasMessage("year 10101 is beyond the calendar");
        // the latest time that an event can carry
        assertThat(TEN_TO_SIX.after(UTC.at("9999-12-31T23:00"), hours(8))).isPositive();
    }

    @Test
    void negativeTimeIsRefused() {
        assertThatThrownBy(() -> TEN_TO_SIX.after(0, -1)).hasMessage("negative working time: -1 ms");
        assertThatThrownBy(() -> TEN_TO_SIX.workingDaysAfter(0, -1)).hasMessage("negative number of working days: -1");
    }

    static BusinessCalendarBuilder week(String zone, DayOfWeek first, DayOfWeek last, String... hours) {
        BusinessCalendarBuilder builder = BusinessCalendar.builder("c", 1, ZoneId.of(zone));
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.compareTo(first) >= 0 && day.compareTo(last) <= 0) {
                builder.hours(day, hours);
            }
        }
        return builder;
    }

    private static BusinessCalendar springFestival2026() {
        BusinessCalendarBuilder builder = week("Asia/Shanghai", MONDAY, FRIDAY, "09:00-12:00", "13:00-18:00")
                .work(LocalDate.of(2026, 2, 14), "Spring Festival, made up")
                .work(LocalDate.of(2026, 2, 28), "Spring Festival, made up");
        for (int day = 15; day <= 23; day++) {
            builder.off(LocalDate.of(2026, 2, day), "Spring Festival");
        }
        return builder.build();
    }

    private static long hours(long hours) {
        return Duration.ofHours(hours).toMillis();
    }

    private static long duration(String hoursAndMinutes) {
        String[] parts = hoursAndMinutes.split(":", -1);
        return Duration.ofHours(Long.parseLong(parts[0]))
                .plusMinutes(Long.parseLong(parts[1]))
                .toMillis();
    }
}
