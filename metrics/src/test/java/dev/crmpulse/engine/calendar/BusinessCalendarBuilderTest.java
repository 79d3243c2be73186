package dev.crmpulse.engine.calendar;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever contradicts itself is refused in words for its author. */
class BusinessCalendarBuilderTest {
    private static final LocalDate WEDNESDAY_4_MARCH = LocalDate.of(2026, 3, 4);

    @Test
    void hoursMayTouchButNotOverlap() {
        assertThat(calendar()
                        .hours(MONDAY, "12:00-18:00", "09:00-12:00")
                        .build()
                        .hoursOn(MONDAY))
                .as("in order")
                .hasToString("[09:00-12:00, 12:00-18:00]");
        assertThatThrownBy(() -> calendar().hours(MONDAY, "11:59-18:00", "09:00-12:00"))
                .hasMessage("Monday: 09:00-12:00 and 11:59-18:00 overlap");
        assertThatThrownBy(() -> calendar().hours(MONDAY, "22:00-06:00", "23:00-24:00"))
                .hasMessage("Monday: 22:00-06:00 and 23:00-24:00 overlap");
    }

    @Test
    void hoursOverMidnightMayTouchTheNextDaysButNotOverlap() {
        assertThat(calendar()
                        .hours(MONDAY, "22:00-06:00")
                        .hours(TUESDAY, "06:00-14:00")
                        .build())
                .isNotNull();
        assertThatThrownBy(() -> calendar()
                        .hours(MONDAY, "22:00-06:00")
                        .hours(TUESDAY, "05:59-14:00")
                        .build())
                .hasMessage("Monday 22:00-06:00 runs into Tuesday 05:59-14:00");
        assertThatThrownBy(() -> calendar()
                        .hours(SUNDAY, "22:00-06:00")
                        .hours(MONDAY, "05:00-14:00")
                        .build())
                .hasMessage("Sunday 22:00-06:00 runs into Monday 05:00-14:00");
    }

    @Test
    void hoursOfADateMayNotOverlapThoseOfItsNeighbours() {
        assertThatThrownBy(() -> calendar()
                        .hours(TUESDAY, "22:00-06:00")
                        .work(WEDNESDAY_4_MARCH, "", List.of(LocalInterval.parse("05:00-12:00")))
                        .build())
                .hasMessage("2026-03-03 22:00-06:00 runs into 2026-03-04 05:00-12:00");
        assertThatThrownBy(() -> calendar()
                        .hours(TUESDAY, "06:00-12:00")
                        .work(LocalDate.of(2026, 3, 2), "", List.of(LocalInterval.parse("23:00-06:30")))
                        .build())
                .hasMessage("2026-03-02 23:00-06:30 runs into 2026-03-03 06:00-12:00");
    }

    @Test
    void aCalendarNeedsAnOrdinaryWorkingDay() {
        assertThatThrownBy(() -> calendar()
                        .work(WEDNESDAY_4_MARCH, "", List.of(LocalInterval.parse("09:00-12:00")))
                        .build())
                .hasMessage("calendar c: no day of the week has hours");
    }

    @Test
    void nothingIsGivenTwice() {
        assertThatThrownBy(() -> calendar().hours(MONDAY, "09:00-12:00").hours(MONDAY, "13:00-18:00"))
                .hasMessage("the hours of Monday are given twice");
        assertThatThrownBy(() -> calendar().off(WEDNESDAY_4_MARCH, "holiday").work(WEDNESDAY_4_MARCH, "made up"))
                .hasMessage("2026-03-04 is given twice");
    }

    @Test
    void aWorkdayHasHours() {
        assertThatThrownBy(() -> calendar()
                        .hours(MONDAY, "09:00-12:00")
                        .workLike(WEDNESDAY_4_MARCH, "", SUNDAY)
                        .build())
                .hasMessage("2026-03-04 is like Sunday, which has no hours");
        assertThatThrownBy(() -> calendar().work(WEDNESDAY_4_MARCH, "", List.of()))
                .hasMessage("2026-03-04 is a workday without hours");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9-12        | '9-12' is no hours; write such as 09:00-12:30",
                "09:00       | '09:00' is no hours; write such as 09:00-12:30",
                "09:00-12:60 | '09:00-12:60' holds no time of a day: 12:60",
                "09:00-24:01 | '09:00-24:01' holds no time of a day: 24:01",
                "24:00-06:00 | '24:00-06:00' begins at 24:00; write 00:00 of the next day",
                "09:00-09:00 | '09:00-09:00' is empty; a whole day is 00:00-24:00",
            })
    void hoursThatAreNone(String text, String message) {
        assertThatThrownBy(() -> LocalInterval.parse(text)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"09:00-12:30, 540, 750", "00:00-24:00, 0, 1440", "22:00-06:00, 1320, 1800", "23:59-23:58, 1439, 2878"})
    void hoursAsMinutesOfTheDay(String text, int from, int to) {
        assertThat(LocalInterval.parse(text))
                .isEqualTo(new LocalInterval(from, to))
                .hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "1440, 1500", "5, 5", "5, 1446"})
    void minutesThatAreNoHours(int from, int to) {
        assertThatThrownBy(() -> new LocalInterval(from, to)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BusinessCalendarBuilder calendar() {
        return BusinessCalendar.builder("c", 1, ZoneId.of("UTC"));
    }
}
