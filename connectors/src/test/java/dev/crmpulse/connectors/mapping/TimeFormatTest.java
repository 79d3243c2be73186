package dev.crmpulse.connectors.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "2016-12-31 23:59:60.25+0000,   2017-01-01T00:00:00.250Z",
        "2017-01-01 08:59:60+09,        2017-01-01T00:00:00.000Z",
    })
    void isoTimesWithAnOffsetNeedNoZone(String text, String utc) {
        assertThat(TimeFormat.rfc3339(TimeFormat.of("iso", null).millis(text))).isEqualTo(utc);
    }

    @ParameterizedTest
    @CsvSource({
        "2017-03-01,                2017-02-28T23:00:00.000Z", // midnight of winter time, UTC+1
        "2017-07-01 10:00,          2017-07-01T08:00:00.000Z", // summer time, UTC+2
        "2017-10-29T02:30:00,       2017-10-29T00:30:00.000Z", // it comes twice that night: the first one
        "2017-03-26T02:30:00,       2017-03-26T01:30:00.000Z", // never shown that night: moved on by the hour left out
        "2017-07-01T10:00:00-05:00, 2017-07-01T15:00:00.000Z", // an offset of its own is stronger
        "2017-01-01 00:59:60,       2017-01-01T00:00:00.000Z", // the leap second of that night, by local time
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
                .hasMessage("it has no offset, so a 'zone' is needed");
    }

    @ParameterizedTest
    @CsvSource({
        "dd/MM/yyyy,              31/12/2016,              2016-12-30T23:00:00.000Z",
        "dd.MM.yyyy HH:mm:ss,     01.07.2017 10:00:00,     2017-07-01T08:00:00.000Z",
        "'MMM d, yyyy h:mm a',    'Jul 1, 2017 1:05 PM',   2017-07-01T11:05:00.000Z",
        "yyyy-MM-dd HH:mm:ss XXX, 2017-07-01 10:00:00 Z,   2017-07-01T10:00:00.000Z",
        "'MMM d, yyyy h:mm a',    'JUL 1, 2017 1:05 pm',   2017-07-01T11:05:00.000Z",
        "'MMM d, yyyy h:mm a',    'Jul 1, 2017 1:05\u202FPM', 2017-07-01T11:05:00.000Z",
        "d MMM yyyy,              1\u00A0jul\u00A02017,   2017-06-30T22:00:00.000Z",
        "dd.MM.yyyy HH:mm:ss,     01.01.2017 00:59:60,     2017-01-01T00:00:00.000Z", // a leap second is the next one
        "ss:mm:HH dd.MM.yy XX,    60:59:08 01.01.17 +0900, 2017-01-01T00:00:00.000Z",
        "'''60'' yyyy-MM-dd HH:mm:ss.SSS X', 60 2016-12-31 23:59:60.250 Z, 2017-01-01T00:00:00.250Z",
    })
    void patternsMayBeTheAuthorsOwn(String pattern, String text, String utc) {
        assertThat(TimeFormat.rfc3339(TimeFormat.of(pattern, AMSTERDAM).millis(text)))
                .isEqualTo(utc);
    }

    @ParameterizedTest
    @CsvSource({
        "iso,        2017-02-29,          '''2017-02-29'' is no ISO 8601 date or time'",
        "iso, 2017-01-01T10:00:60, '''2017-01-01T10:00:60'' has a second 60 that is no leap second, which only 23:59:60 UTC can be'",
        "iso, 2016-12-31 23:59:60+01, '''2016-12-31 23:59:60+01'' has a second 60 that is no leap second, which only 23:59:60 UTC can be'",
        "iso, 2016-12-31T23:59:61Z, '''2016-12-31T23:59:61Z'' is no ISO 8601 date or time'",
        "dd.MM.yyyy HH:mm:ss, 31.12.2016 23:59:60, '''31.12.2016 23:59:60'' has a second 60 that is no leap second, which only 23:59:60 UTC can be'",
        "dd.MM.yyyy HH:mm:ss, 31.02.2016 00:59:60, '''31.02.2016 00:59:60'' is no time of the format ''dd.MM.yyyy HH:mm:ss'''",
        "iso,        yesterday,           '''yesterday'' is no ISO 8601 date or time'",
        "dd/MM/yyyy, 31/02/2017,          '''31/02/2017'' is no time of the format ''dd/MM/yyyy'''",
        "epoch_ms,   12:00,               '''12:00'' is no count since 1970'",
        "epoch_s,    1e30,                '''1e30'' is no count since 1970'",
        "excel,      60,                  '''60'': Excel''s 29th of February 1900 never was'",
        "excel,      60.5,                '''60.5'': Excel''s 29th of February 1900 never was'",
        "excel,      0.5,                 '''0.5'': Excel''s days go from 1 to 2958465'",
        "excel_1904, -1,                  '''-1'': Excel''s days go from 0 to 2957003'",
        "excel,      2024-03-01,          '''2024-03-01'' is no date of Excel''s, which is a number of days'",
        "excel,      '45352,5',           '''45352,5'' is no date of Excel''s, which is a number of days: say what its comma means with ''decimal: comma'' or ''decimal: point'' in the mapping'",
        "epoch_s,    '1317422324,5',      '''1317422324,5'' is no count since 1970: say what its comma means with ''decimal: comma'' or ''decimal: point'' in the mapping'",
        "epoch_ms,   ２５５,               '''２５５'' is no count since 1970'",
        "iso,        ２０２４-03-01,        '''２０２４-03-01'' is no ISO 8601 date or time'",
        "epoch_ms,   253402300800000,     '''253402300800000'' is outside the years 1 to 9999'",
    })
    void whatIsNoTimeIsReported(String format, String text, String problem) {
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
        "HH:mm,            'it has no full date, which is made of dd, MM and yyyy'",
        "dd/MM/yyyy hh:mm, 'it has no full time of day (''hh'' needs ''a'', ''HH'' does not)'",
        "isoo,             'Unknown pattern letter: i'",
    })
    void patternsThatNameNoInstantAreRefusedAtOnce(String pattern, String problem) {
        assertThatThrownBy(() -> TimeFormat.of(pattern, AMSTERDAM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    @Test
    void aPatternWithoutOffsetNeedsAZone() {
        assertThatThrownBy(() -> TimeFormat.of("dd/MM/yyyy", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it has no offset, so a 'zone' is needed");
    }

    @Test
    void millisecondsAreWrittenEvenWhereTheyAreZero() {
        assertThat(TimeFormat.rfc3339(Instant.EPOCH.toEpochMilli())).isEqualTo("1970-01-01T00:00:00.000Z");
    }
}
