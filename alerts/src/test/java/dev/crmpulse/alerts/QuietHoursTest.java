package dev.crmpulse.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.alerts.QuietHours.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T21:59:59, false",
        "2026-11-22T22:00:00, true",
        "2026-11-23T00:00:00, true",
        "2026-11-23T07:59:59, true",
        "2026-11-23T08:00:00, false"
    })
    void aPeriodMayCrossMidnight(LocalDateTime local, boolean quiet) {
        QuietHours night = new QuietHours(SHANGHAI, List.of(period("22:00", "08:00", DAILY)));

        assertThat(contain(night, local)).isEqualTo(quiet);
    }

    @ParameterizedTest
    @CsvSource({
        // Friday 20 November has an evening, Saturday a morning after it
        "2026-11-20T23:00:00, true",
        "2026-11-21T07:00:00, true",
        "2026-11-21T23:00:00, false",
        "2026-11-20T07:00:00, false"
    })
    void daysAreThoseOnWhichAPeriodBegins(LocalDateTime local, boolean quiet) {
        QuietHours fridays = new QuietHours(SHANGHAI, List.of(period("22:00", "08:00", EnumSet.of(DayOfWeek.FRIDAY))));

        assertThat(contain(fridays, local)).isEqualTo(quiet);
    }

    @Test
    void aWholeDayIsFromMidnightToMidnight() {
        QuietHours sundays = new QuietHours(SHANGHAI, List.of(period("00:00", "00:00", EnumSet.of(DayOfWeek.SUNDAY))));

        assertThat(contain(sundays, LocalDateTime.parse("2026-11-21T23:59:59"))).isFalse();
        assertThat(contain(sundays, LocalDateTime.parse("2026-11-22T00:00:00"))).isTrue();
        assertThat(contain(sundays, LocalDateTime.parse("2026-11-22T23:59:59"))).isTrue();
        assertThat(contain(sundays, LocalDateTime.parse("2026-11-23T00:00:00"))).isFalse();
    }

    @Test
    void clocksThatAreSetForwardEndTheNightOnTime() {
        // 29 March 2026: 02:00 CET is 03:00 CEST; 08:00 CEST is 06:00 UTC
        QuietHours night = new QuietHours(BERLIN, List.of(period("22:00", "08:00", DAILY)));

        assertThat(night.contain(Instant.parse("2026-03-29T05:59:59Z"))).isTrue();
        assertThat(night.contain(Instant.parse("2026-03-29T06:00:00Z"))).isFalse();
    }

    @Test
    void withoutPeriodsNobodyIsLeftInPeace() {
        assertThat(contain(QuietHours.none(BERLIN), LocalDateTime.parse("2026-11-22T03:00:00")))
                .isFalse();
    }

    private static boolean contain(QuietHours hours, LocalDateTime local) {
        return hours.contain(local.atZone(hours.zone()).toInstant());
    }

    private static Period period(String from, String to, Set<DayOfWeek> days) {
        return new Period(LocalTime.parse(from), LocalTime.parse(to), days);
    }
}
