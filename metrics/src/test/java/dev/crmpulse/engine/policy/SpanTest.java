package dev.crmpulse.engine.policy;

import static dev.crmpulse.engine.policy.TestPolicies.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {
    private static final BusinessCalendar OFFICE =
            TestPolicies.calendar("*", "office", 1, "1970-01-01").calendar();

    @ParameterizedTest
    @CsvSource({
        "10 s,  10 s,  10000",
        "90min, 90 min, 5400000",
        "4h,    4 h,   14400000",
        "3 d,   3 d,   259200000",
        "0h,    0 h,   0",
    })
    void aNumberAndAUnit(String written, String read, long millis) {
        assertThat(Span.parse(written)).hasToString(read).isEqualTo(Span.parse(read));
        assertThat(Span.parse(written).millis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "h", "-4 h", "4 weeks", "4.5 h", "1234567 h"})
    void anythingElseIsRefused(String written) {
        assertThatThrownBy(() -> Span.parse(written))
                .hasMessage("'" + written + "' is no length of time; write a number with s, min, h or d, such as 4 h");
    }

    @ParameterizedTest
    @CsvSource({
        // Friday 17:00: 1 h that day, 3 h on Monday from 10:00
        "4 h, 2026-03-09T13:00:00Z",
        // 8 h of work
        "8 h, 2026-03-09T17:00:00Z",
        // a working day later is Monday at the same clock time
        "1 d, 2026-03-09T17:00:00Z",
        // 24 h of work are three days: Monday, Tuesday and Wednesday to 17:00
        "24 h, 2026-03-11T17:00:00Z",
        "0 h, 2026-03-06T17:00:00Z",
        "0 d, 2026-03-06T17:00:00Z",
    })
    void onACalendarHoursAreWorkedAndDaysAreWorkingDays(String span, Instant due) {
        assertThat(Instant.ofEpochMilli(Span.parse(span).after(at("2026-03-06T17:00:00Z"), OFFICE)))
                .isEqualTo(due);
    }

    @Test
    void withoutACalendarADayHas24Hours() {
        assertThat(Span.parse("3 d").after(at("2026-03-06T17:00:00Z"), null)).isEqualTo(at("2026-03-09T17:00:00Z"));
        // nothing at all is due at once, also when nobody works
        assertThat(Span.parse("0 d").after(at("2026-03-07T20:00:00Z"), OFFICE)).isEqualTo(at("2026-03-07T20:00:00Z"));
    }
}
