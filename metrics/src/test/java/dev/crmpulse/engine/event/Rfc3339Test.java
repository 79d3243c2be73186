package dev.crmpulse.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class Rfc3339Test {
    private static final long DAY = 86_400;
    private static final long YEAR_1 = -62_135_596_800L + DAY;
    private static final long YEAR_9999 = 253_402_300_799L - DAY;

    @Example
    void theUsualFormsAreReadToTheMillisecond() {
        assertThat(Rfc3339.millis("1970-01-01T00:00:00Z")).isZero();
        assertThat(Rfc3339.millis("2026-03-01T10:00:00Z")).isEqualTo(1_772_359_200_000L);
        assertThat(Rfc3339.millis("2026-03-01T10:00:00.5Z")).isEqualTo(1_772_359_200_500L);
        assertThat(Rfc3339.millis("2026-03-01T10:00:00.05Z")).isEqualTo(1_772_359_200_050L);
        assertThat(Rfc3339.millis("2026-03-01T10:00:00.123Z")).isEqualTo(1_772_359_200_123L);
        assertThat(Rfc3339.millis("2026-03-01t10:00:00z")).isEqualTo(1_772_359_200_000L);
    }

    @Example
    void digitsBeyondMillisecondsAreCutOffHoweverMany() {
        assertThat(Rfc3339.millis("2026-03-01T10:00:00.1239Z")).isEqualTo(1_772_359_200_123L);
        assertThat(Rfc3339.millis("2026-03-01T10:00:00.123999999999999Z")).isEqualTo(1_772_359_200_123L);
        assertThat(Rfc3339.millis("1969-12-31T23:59:59.9999Z")).isEqualTo(-1);
    }

    @Example
    void offsetsAreTakenOff() {
        // 10:00 two hours east of UTC is 08:00 UTC
        assertThat(Rfc3339.millis("2026-03-01T10:00:00+02:00")).isEqualTo(1_772_359_200_000L - 7_200_000);
        assertThat(Rfc3339.millis("2026-03-01T10:00:00-05:30")).isEqualTo(1_772_359_200_000L + 19_800_000);
        assertThat(Rfc3339.millis("2026-03-01T10:00:00.250+00:00")).isEqualTo(1_772_359_200_250L);
        assertThat(Rfc3339.millis("2026-03-01T10:00:00-00:00")).isEqualTo(1_772_359_200_000L);
        assertThat(Rfc3339.millis("2026-03-01T10:00:00+18:00")).isEqualTo(1_772_359_200_000L - 64_800_000);
    }

    @Example
    void leapDaysAreWhereTheCalendarHasThem() {
        assertThat(Rfc3339.millis("2024-02-29T00:00:00Z")).isEqualTo(1_709_164_800_000L);
        assertThat(Rfc3339.millis("2000-02-29T00:00:00Z")).isEqualTo(951_782_400_000L);
        assertRefused("2023-02-29T00:00:00Z");
        assertRefused("1900-02-29T00:00:00Z");
    }

    @Example
    void aLeapSecondIsTheSecondAfterIt() {
        assertThat(Rfc3339.millis("2016-12-31T23:59:60Z")).isEqualTo(Rfc3339.millis("2017-01-01T00:00:00Z"));
        assertThat(Rfc3339.millis("2016-12-31T23:59:60.250Z")).isEqualTo(Rfc3339.millis("2017-01-01T00:00:00.250Z"));
        assertThat(Rfc3339.millis("2015-06-30T18:59:60-05:00")).isEqualTo(Rfc3339.millis("2015-07-01T00:00:00Z"));
        // it stands at the end of a day in UTC, nowhere else
        assertRefused("2016-12-31T23:59:60-05:00");
        assertRefused("2016-12-31T23:58:60Z");
        assertRefused("2016-12-31T23:59:61Z");
    }

    @Example
    void secondsMayBeMissing() {
        assertThat(Rfc3339.millis("2026-01-01T10:00Z")).isEqualTo(Rfc3339.millis("2026-01-01T10:00:00Z"));
        assertThat(Rfc3339.millis("2026-01-01T10:00+01:00")).isEqualTo(Rfc3339.millis("2026-01-01T09:00:00Z"));
    }

    /** Java's own reader takes them, ClickHouse's does not: an event has one reading. */
    @Example
    void whatTheLibraryTakesBeyondRfc3339IsRefused() {
        assertRefused("2026-03-01T10:00:00+01:00:30");
        assertRefused("2026-03-01T10:00:00+01");
        assertRefused("2026-03-01T10:00:00+0100");
        assertRefused("2026-03-01T10:00+01");
        assertRefused("2026-03-01T10:00:00.Z");
        assertRefused("2026-03-01T10:00:Z");
        assertRefused("2026-03-01T10:00.5Z");
    }

    /** What is wrong is said without the text, which may be anybody's. */
    @Example
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> Rfc3339.millis("2016-12-31T23:58:60Z"))
                .hasMessage("has a second 60 that is no leap second, which only 23:59:60 UTC can be");
        assertThatThrownBy(() -> Rfc3339.millis("2016-12-31T23:59:60+01:00"))
                .hasMessage("has a second 60 that is no leap second, which only 23:59:60 UTC can be");
        assertThatThrownBy(() -> Rfc3339.millis("2016-13-31T23:59:60+01:00"))
                .hasMessage("is no RFC 3339 date and time with an offset");
        assertThatThrownBy(() -> Rfc3339.millis("2016-12-31"))
                .hasMessage("is no RFC 3339 date and time with an offset");
    }

    @Example
    void whatIsNoDateAndTimeWithAnOffsetIsRefused() {
        assertRefused("");
        assertRefused("now");
        assertRefused("2026-03-01");
        assertRefused("2026-03-01T10:00:00");
        assertRefused("2026-03-01 10:00:00Z");
        assertRefused("2026-3-1T10:00:00Z");
        assertRefused("2026-00-01T10:00:00Z");
        assertRefused("2026-13-01T10:00:00Z");
        assertRefused("2026-03-00T10:00:00Z");
        assertRefused("2026-04-31T10:00:00Z");
        assertRefused("2026-03-01T24:00:00Z");
        assertRefused("2026-03-01T10:60:00Z");
        assertRefused("2026-03-01T10:00:60Z");
        assertRefused("2026-03-01T10:00:00Zulu");
        assertRefused("2026-03-01T10:00:00.1.2Z");
        assertRefused("2026-03-01T10:00:00+1:00");
        assertRefused("2026-03-01T10:00:00+18:01");
        assertRefused("2026-03-01T10:00:00+19:00");
        assertRefused("2026-03-01T10:00:00+01:60");
        assertRefused("２０２６-03-01T10:00:00Z");
        assertRefused("-026-03-01T10:00:00Z");
        assertRefused("1772359200000");
    }

    @Example
    void aYearHasFourDigits() {
        assertRefused("+12026-03-01T10:00:00Z");
        assertRefused("-2026-03-01T10:00:00Z");
        assertRefused("+999999999-12-31T23:59:59Z");
        assertRefused("-999999999-01-01T00:00:00Z");
    }

    @Property(tries = 1000)
    void everyInstantIsReadAsTheLibraryReadsIt(
            @ForAll @LongRange(min = YEAR_1, max = YEAR_9999) long second,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @IntRange(min = -1080, max = 1080) int offsetMinutes,
            @ForAll boolean lowerCase) {
        OffsetDateTime time =
                Instant.ofEpochSecond(second, nanos).atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        String text = lowerCase ? time.toString().toLowerCase(Locale.ROOT) : time.toString();

        assertThat(Rfc3339.millis(text))
                .as(text)
                .isEqualTo(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    }

    @Property(tries = 2000)
    void whatHasTheRightShapeIsTakenExactlyWhereTheLibraryTakesIt(@ForAll("rightShape") String text) {
        Instant expected;
        try {
            expected = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            assertRefused(text);
            return;
        }
        assertThat(Rfc3339.millis(text)).as(text).isEqualTo(expected.toEpochMilli());
    }

    @Property(tries = 500)
    void oneWrongCharacterNeverBreaksTheReader(
            @ForAll("rightShape") String text, @ForAll @IntRange(max = 18) int at, @ForAll char wrong) {
        String bent = text.substring(0, at) + wrong + text.substring(at + 1);
        if (bent.startsWith(":60", 16)) {
            return; // a leap second, which the library does not know
        }
        try {
            assertThat(Rfc3339.millis(bent))
                    .as(bent)
                    .isEqualTo(OffsetDateTime.parse(bent).toInstant().toEpochMilli());
        } catch (DateTimeException noTime) {
            assertThatThrownBy(() -> OffsetDateTime.parse(bent)).isInstanceOf(DateTimeException.class);
        }
    }

    @Provide
    Arbitrary<String> rightShape() {
        Arbitrary<String> date = Combinators.combine(digits(4, 9999), digits(2, 14), digits(2, 33))
                .as((year, month, day) -> year + '-' + month + '-' + day);
        Arbitrary<String> time = Combinators.combine(digits(2, 25), digits(2, 61), digits(2, 59))
                .as((hour, minute, second) -> hour + ':' + minute + ':' + second);
        Arbitrary<String> fraction =
                Arbitraries.strings().numeric().ofMaxLength(9).map(digits -> digits.isEmpty() ? "" : '.' + digits);
        Arbitrary<String> offset = Arbitraries.oneOf(
                Arbitraries.of("Z", "z"),
                Combinators.combine(Arbitraries.of("+", "-"), digits(2, 20), digits(2, 61))
                        .as((sign, hours, minutes) -> sign + hours + ':' + minutes));
        return Combinators.combine(date, Arbitraries.of("T", "t"), time, fraction, offset)
                .as((d, separator, t, f, o) -> d + separator + t + f + o);
    }

    private static Arbitrary<String> digits(int width, int largest) {
        return Arbitraries.integers().between(0, largest).map(number -> String.format("%0" + width + "d", number));
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> Rfc3339.millis(text)).as(text).isInstanceOf(DateTimeException.class);
    }
}
