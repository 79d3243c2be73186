package dev.crmpulse.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PlainTimeTest {
    @Property
    void everyMomentInThePlainFormIsRead(@ForAll @LongRange(min = 0, max = TimeRange.LAST_MILLIS) long millis) {
        assertThat(millis(Instant.ofEpochMilli(millis).toString())).isEqualTo(millis);
    }

    @Property
    void whereItReadsATimeItIsThatOfTheText(
            @ForAll @LongRange(min = 0, max = TimeRange.LAST_MILLIS) long millis,
            @ForAll @IntRange(min = 0, max = 23) int at,
            @ForAll @IntRange(min = ' ', max = '~') char other) {
        StringBuilder text = new StringBuilder(Instant.ofEpochMilli(millis).toString());
        text.setCharAt(at % text.length(), other);

        assertThat(millis(text.toString())).isIn(Rfc3339.NONE, Rfc3339.millisOrNone(text.toString()));
    }

    @Example
    void digitsBeyondMillisecondsAreCutOff() {
        assertThat(millis("2026-03-01T10:00:00.123999Z")).isEqualTo(1_772_359_200_123L);
        assertThat(millis("2026-03-01T10:00:00.5Z")).isEqualTo(1_772_359_200_500L);
    }

    @Example
    void leapDaysAreWhereTheCalendarHasThem() {
        assertThat(millis("2024-02-29T00:00:00Z")).isEqualTo(1_709_164_800_000L);
        assertThat(millis("2023-02-29T00:00:00Z")).isEqualTo(Rfc3339.NONE);
    }

    @Example
    void otherFormsAreLeftToTheText() {
        for (String other : new String[] {
            "2026-03-01T10:00:00+00:00",
            "2026-03-01t10:00:00z",
            "2026-03-01T10:00Z",
            "2016-12-31T23:59:60Z",
            "2026-03-01T10:00:00.Z",
            "2026-03-01T10:00:00.5+Z",
            "2026-3-01T10:00:00.0Z",
            "Z",
            ""
        }) {
            assertThat(millis(other)).as(other).isEqualTo(Rfc3339.NONE);
        }
    }

    /** Read from among other bytes, as it stands in an event. */
    private static long millis(String text) {
        byte[] bytes = ("9" + text + "Z9").getBytes(StandardCharsets.UTF_8);
        return PlainTime.millisOrNone(bytes, 1, bytes.length - 2);
    }
}
