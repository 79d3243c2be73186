package dev.crmpulse.connectors.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.engine.event.DateText;
import dev.crmpulse.engine.event.Flag;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Events, their dates, and mappings of whatever format read a time alike, and a flag alike. */
class OneReadingOfTimesAndFlagsTest {
    private static final long ARRIVAL = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
    private static final String LEAP_SECOND = "has a second 60 that is no leap second, which only 23:59:60 UTC can be";
    private static final CloudEventParser PARSER = new CloudEventParser(IntakeRules.replay());

    /** A moment as people write it, and what it is by the calendar. */
    record Written(LocalDate day, int hour, int minute, int second, int offsetMinutes) {
        String rfc3339() {
            return String.format(Locale.ROOT, "%sT%02d:%02d:%02d%s", day, hour, minute, second, offset());
        }

        String patterned() {
            return String.format(
                    Locale.ROOT,
                    "%02d.%02d.%04d %02d:%02d:%02d %s",
                    day.getDayOfMonth(),
                    day.getMonthValue(),
                    day.getYear(),
                    hour,
                    minute,
                    second,
                    offset());
        }

        private String offset() {
            return (offsetMinutes < 0 ? "-" : "+")
                    + LocalTime.ofSecondOfDay(Math.abs(offsetMinutes) * 60L).toString();
        }

        /** Milliseconds; null for a second 60 that does not end a day in UTC. */
        Long millis() {
            Instant minuteBegins = LocalDateTime.of(day, LocalTime.of(hour, minute))
                    .toInstant(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
            Instant moment = minuteBegins.plusSeconds(second);
            boolean endsDay = moment.atOffset(ZoneOffset.UTC).toLocalTime().equals(LocalTime.MIDNIGHT);
            return second == 60 && !endsDay ? null : (Long) moment.toEpochMilli();
        }
    }

    @Property(tries = 3_000)
    void aTimeIsTheSameInEventsAndMappings(@ForAll("moments") Written written) {
        Long millis = written.millis();
        String text = written.rfc3339();

        assertThat(timeOf(text)).as(text).isEqualTo(millis == null ? LEAP_SECOND : millis);
        assertThat(DateText.millis(text, ZoneOffset.UTC)).as(text).isEqualTo(millis);
        assertThat(mapped("iso", text)).as(text).isEqualTo(millis == null ? "'" + text + "' " + LEAP_SECOND : millis);
        String spaced = text.replace('T', ' ');
        assertThat(mapped("iso", spaced))
                .as(spaced)
                .isEqualTo(millis == null ? "'" + spaced + "' " + LEAP_SECOND : millis);
        String patterned = written.patterned();
        assertThat(mapped("dd.MM.yyyy HH:mm:ss xxx", patterned))
                .as(patterned)
                .isEqualTo(millis == null ? "'" + patterned + "' " + LEAP_SECOND : millis);
    }

    @Property(tries = 500)
    void aFlagIsTheSameInEventsAndMappings(@ForAll("words") String word) {
        Object mapped;
        try {
            mapped = Conversion.named("boolean", Numbers.PLAIN).of(word);
        } catch (IllegalArgumentException none) {
            mapped = null;
        }
        Flag flag = Flag.of(word.strip()); // tables are full of blanks around values
        assertThat(mapped).isEqualTo(flag == Flag.UNKNOWN ? null : (Object) (flag == Flag.YES));
    }

    @Provide
    Arbitrary<Written> moments() {
        Arbitrary<Integer> quarters = Arbitraries.integers().between(-18 * 4, 18 * 4);
        Arbitrary<Written> any = Combinators.combine(
                        Arbitraries.integers().between(1, 40_000),
                        Arbitraries.integers().between(0, 23),
                        Arbitraries.integers().between(0, 59),
                        Arbitraries.of(0, 30, 59, 60),
                        quarters)
                .as((day, hour, minute, second, quarter) ->
                        new Written(LocalDate.ofEpochDay(day), hour, minute, second, quarter * 15));
        Arbitrary<Written> leap = Combinators.combine(Arbitraries.integers().between(1, 40_000), quarters)
                .as((day, quarter) -> {
                    LocalDateTime begins =
                            LocalDate.ofEpochDay(day).atTime(23, 59).plusMinutes(quarter * 15L);
                    return new Written(begins.toLocalDate(), begins.getHour(), begins.getMinute(), 60, quarter * 15);
                });
        return Arbitraries.oneOf(any, leap);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                "true",
                "TRUE",
                "yes",
                "Yes",
                "1",
                "false",
                "False",
                "no",
                "NO",
                "0",
                " yes",
                "no ",
                "y",
                "n",
                "on",
                "1.0",
                "2",
                "ja",
                "ye\u017F",
                "\uFF11",
                "t",
                "");
    }

    private static Object mapped(String format, String text) {
        try {
            return TimeFormat.of(format, null).millis(text);
        } catch (DateTimeException refused) {
            return refused.getMessage();
        }
    }

    private static Object timeOf(String time) {
        String json = "{\"id\":\"e\",\"source\":\"s\",\"type\":\"crm.lead.created\",\"subject\":\"lead/L\","
                + "\"tenant\":\"acme\",\"time\":\"" + time + "\"}";
        ParsedRecord record =
                PARSER.parse(json.getBytes(StandardCharsets.UTF_8), ARRIVAL, new RecordPosition("crm.events", 0, 0));
        return record instanceof ParsedEvent event
                ? (Object) event.originalTimeMillis()
                : ((DeadLetter) record).detail().replace("attribute time ", "");
    }
}
