package dev.crmpulse.connectors.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.metrics.event.Rfc3339;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    @ParameterizedTest
    @CsvSource({
        "2011-10-01T00:38:44.546+02:00, 2011-09-30T22:38:44.546Z", // the first event of the log: 00:38 − 2 h
        "2011-10-01T00:38:44Z,          2011-10-01T00:38:44.000Z",
        "2011-10-01t00:38z,             2011-10-01T00:38:00.000Z",
        "2011-10-01 00:38:44+0200,      2011-09-30T22:38:44.000Z",
        "2011-10-01T00:38:44.1239+02,   2011-09-30T22:38:44.123Z",
        "2016-12-31T23:59:60Z,          2017-01-01T00:00:00.000Z", // a leap second is the next one
        "2017-01-01T05:29:60.5+05:30,   2017-01-01T00:00:00.500Z",
        "2016-12-31 23:59:60Z,          2017-01-01T00:00:00.000Z",
    })
    void isoTimesWithAnOffsetNeedNoZone(String text, String utc) {
        assertThat(TimeFormat.rfc3339(TimeFormat.of("iso", null).millis(text))).isEqualTo(utc);
    }

    /** Both ways of reading agree wherever the fast one reads at all, right texts and wrong ones. */
    @Property(tries = 2_000)
    void theFastReadingOfIsoAgreesWithTheFormatter(
            @ForAll @IntRange(min = 0, max = 9_999) int year,
            @ForAll @IntRange(min = 0, max = 13) int month,
            @ForAll @IntRange(min = 0, max = 32) int day,
            @ForAll @IntRange(min = 0, max = 25) int hour,
            @ForAll @IntRange(min = 0, max = 61) int minute,
            @ForAll("endings") String ending) {
        String text = String.format("%04d-%02d-%02dT%02d:%02d:%02d%s", year, month, day, hour, minute, minute, ending);
        long fast = Rfc3339.usual(text);
        OptionalLong exact = exact(text);

        if (exact.isPresent()) {
            assertThat(fast).isEqualTo(exact.getAsLong());
        } else {
            assertThat(fast).isEqualTo(Rfc3339.OTHER);
        }
    }

    @Provide
    Arbitrary<String> endings() {
        return Arbitraries.of("Z", "+00:00", "-05:30", "+14:00", ".5Z", ".123456789+02:00", ".1239-01:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2017-01-01T00:00:00",
                "2017-01-01T00:00:00+2:00",
                "2017-01-01T00:00:00.Z",
                "2017-01-01T00:00:00+02:00x",
                "2017-01-01T00:00:00*02:00",
                "2017-01-01T00:00:00+02-00",
                "2017-01-01T00:00:00+02:60",
                "2017-01-01X00:00:00Z",
                "2O17-01-01T00:00:00Z",
                "2017-01-01T00:00:00ZZ",
                ""
            })
    void otherShapesAreLeftToTheFormatter(String text) {
        assertThat(Rfc3339.usual(text)).isEqualTo(Rfc3339.OTHER);
    }

    private static OptionalLong exact(String text) {
        try {
            return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException invalid) {
            return OptionalLong.empty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2017-03-01,                2017-02-28T23:00:00.000Z", // midnight of winter time, UTC+1
        "2017-07-01 10:00,          2017-07-01T08:00:00.000Z", // summer time, UTC+2
        "2017-10-29T02:30:00,       2017-10-29T00:30:00.000Z", // told twice that night: the first one
        "2017-03-26T02:30:00,       2017-03-26T01:30:00.000Z", // never shown that night: moved on by the hour left out
        "2017-07-01T10:00:00-05:00, 2017-07-01T15:00:00.000Z", // an offset of its own is stronger
    })
    void isoTimesWithoutAnOffsetAreOfTheZone(String text, String utc) {
        assertThat(TimeFormat.rfc3339(TimeFormat.of("iso", AMSTERDAM).millis(text)))
                .isEqualTo(utc);
    }

    @ParameterizedTest
    @CsvSource({
        "epoch_s,  1317422324,        2011-09-30T22:38:44.000Z",
        "epoch_s,  1317422324.546,    2011-09-30T22:38:44.546Z",
        "epoch_ms, 1317422324546,     2011-09-30T22:38:44.546Z",
        "epoch_us, 1317422324546789,  2011-09-30T22:38:44.546Z",
        "epoch_ms, -1,                1969-12-31T23:59:59.999Z",
        "epoch_us, -1,                1969-12-31T23:59:59.999Z",
    })
    void countsSince1970AreOfTheirUnit(String format, String text, String utc) {
        assertThat(TimeFormat.rfc3339(TimeFormat.of(format, null).millis(text))).isEqualTo(utc);
    }

    /** Serials as Excel shows them for these dates; times of day are fractions of 15 digits. */
    @ParameterizedTest
    @CsvSource({
        "excel,      25569,             UTC,              1970-01-01T00:00:00.000Z",
        "excel,      45352,             UTC,              2024-03-01T00:00:00.000Z",
        "excel,      45352.4166666667,  UTC,              2024-03-01T10:00:00.000Z",
        "excel,      45352.0000115741,  UTC,              2024-03-01T00:00:01.000Z",
        "excel,      45352.9999999999,  UTC,              2024-03-02T00:00:00.000Z",
        "excel,      45474.4166666667,  Europe/Amsterdam, 2024-07-01T08:00:00.000Z", // summer time, UTC+2
        "excel,      45352.4166666667,  Europe/Amsterdam, 2024-03-01T09:00:00.000Z", // winter time, UTC+1
        "excel,      1,                 UTC,              1900-01-01T00:00:00.000Z",
        "excel,      59,                UTC,              1900-02-28T00:00:00.000Z",
        "excel,      61,                UTC,              1900-03-01T00:00:00.000Z",
        "excel,      2958465,           UTC,              9999-12-31T00:00:00.000Z",
        "excel_1904, 0,                 UTC,              1904-01-01T00:00:00.000Z",
        "excel_1904, 43890.5,           UTC,              2024-03-01T12:00:00.000Z", // 1,462 days fewer
    })
    void serialDatesAreThoseOfExcel(String format, String text, ZoneId zone, String utc) {
        assertThat(TimeFormat.rfc3339(TimeFormat.of(format, zone).millis(text))).isEqualTo(utc);
    }

    @Test
    void serialDatesMayBeWrittenWithAComma() {
        assertThat(TimeFormat.rfc3339(
                        TimeFormat.of("excel", AMSTERDAM, Numbers.COMMA).millis("45.352,5")))
                .isEqualTo("2024-03-01T11:00:00.000Z");
    }

    @Test
    void serialDatesNeedAZone() {
        assertThatThrownBy(() -> TimeFormat.of("excel", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it tells no offset, so a 'zone' is needed");
    }

    @ParameterizedTest
    @CsvSource({
        "dd/MM/yyyy,              31/12/2016,              2016-12-30T23:00:00.000Z",
        "dd.MM.yyyy HH:mm:ss,     01.07.2017 10:00:00,     2017-07-01T08:00:00.000Z",
        "'MMM d, yyyy h:mm a',    'Jul 1, 2017 1:05 PM',   2017-07-01T11:05:00.000Z",
        "yyyy-MM-dd HH:mm:ss XXX, 2017-07-01 10:00:00 Z,   2017-07-01T10:00:00.000Z",
    })
    void patternsMayBeTheAuthorsOwn(String pattern, String text, String utc) {
        assertThat(TimeFormat.rfc3339(TimeFormat.of(pattern, AMSTERDAM).millis(text)))
                .isEqualTo(utc);
    }

    @ParameterizedTest
    @CsvSource({
        "iso,        2017-02-29,          '''2017-02-29'' is no ISO 8601 date or time'",
        "iso,        yesterday,           '''yesterday'' is no ISO 8601 date or time'",
        "dd/MM/yyyy, 31/02/2017,          '''31/02/2017'' is no time of the format ''dd/MM/yyyy'''",
        "epoch_ms,   12:00,               '''12:00'' is no count since 1970'",
        "epoch_s,    1e30,                '''1e30'' is no count since 1970'",
        "excel,      60,                  '''60'': Excel''s 29th of February 1900 never was'",
        "excel,      60.5,                '''60.5'': Excel''s 29th of February 1900 never was'",
        "excel,      0.5,                 '''0.5'': Excel''s days go from 1 to 2958465'",
        "excel_1904, -1,                  '''-1'': Excel''s days go from 0 to 2957003'",
        "excel,      2024-03-01,          '''2024-03-01'' is no date of Excel''s, which is a number of days'",
        "epoch_ms,   ２５５,               '''２５５'' is no count since 1970'",
        "iso,        ２０２４-03-01,        '''２０２４-03-01'' is no ISO 8601 date or time'",
        "epoch_ms,   253402300800000,     '''253402300800000'' is outside the years 1 to 9999'",
    })
    void whatIsNoTimeIsSaid(String format, String text, String problem) {
        assertThatThrownBy(() -> TimeFormat.of(format, AMSTERDAM).millis(text))
                .isInstanceOf(DateTimeException.class)
                .hasMessage(problem);
    }

    @Test
    void aLocalTimeWithoutAZoneIsNoInstant() {
        assertThatThrownBy(() -> TimeFormat.of("iso", null).millis("2017-03-01"))
                .isInstanceOf(DateTimeException.class)
                .hasMessage("'2017-03-01' has no offset from UTC and the mapping names no zone");
    }

    @ParameterizedTest
    @CsvSource({
        "HH:mm,            'it tells no full date'",
        "dd/MM/yyyy hh:mm, 'it tells no full time of day (''hh'' needs ''a'', ''HH'' does not)'",
        "isoo,             'Unknown pattern letter: i'",
    })
    void patternsThatTellNoInstantAreRefusedAtOnce(String pattern, String problem) {
        assertThatThrownBy(() -> TimeFormat.of(pattern, AMSTERDAM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    @Test
    void aPatternWithoutOffsetNeedsAZone() {
        assertThatThrownBy(() -> TimeFormat.of("dd/MM/yyyy", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it tells no offset, so a 'zone' is needed");
    }

    @Test
    void millisecondsAreWrittenEvenWhereTheyAreZero() {
        assertThat(TimeFormat.rfc3339(Instant.EPOCH.toEpochMilli())).isEqualTo("1970-01-01T00:00:00.000Z");
    }
}
