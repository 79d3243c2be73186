package dev.crmpulse.connectors.cloudevents;

import static dev.crmpulse.connectors.cloudevents.TestJson.ARRIVAL;
import static dev.crmpulse.connectors.cloudevents.TestJson.event;
import static dev.crmpulse.connectors.cloudevents.TestJson.letter;
import static dev.crmpulse.connectors.cloudevents.TestJson.parse;
import static dev.crmpulse.connectors.cloudevents.TestJson.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.cloudevents.IntakeRules.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Events of senders whose clock is wrong, and events of the future. */
class SenderClockTest {
    private static final IntakeRules STAMPING =
            new IntakeRules(Set.of(), 1 << 20, Duration.ofMinutes(10), Receipt.STAMPED);
    private static final IntakeRules LEAVING = new IntakeRules(Set.of(), 1 << 20, Duration.ofMinutes(10), Receipt.LEFT);

    @Test
    void EdgeCase_30_timeIsCorrectedByReceivedMinusSent() {
        // the clock is 90 s slow: sent 10:00:02, received 10:01:32; so 10:00:00 was 10:01:30
        ParsedEvent parsed = event(valid().withText("sentat", "2026-03-01T10:00:02Z")
                .withText("receivedat", "2026-03-01T10:01:32Z")
                .parsedBy(LEAVING));

        assertThat(parsed.event().timeMillis()).isEqualTo(millis("2026-03-01T10:01:30Z"));
        assertThat(parsed.originalTimeMillis()).isEqualTo(millis("2026-03-01T10:00:00Z"));
    }

    @Test
    void timeIsCorrectedBackwardsToo() {
        // the clock is 60 s fast: sent 10:01:02, received 10:00:02
        ParsedEvent parsed = event(valid().withText("sentat", "2026-03-01T10:01:02Z")
                .withText("receivedat", "2026-03-01T10:00:02Z")
                .parsedBy(LEAVING));

        assertThat(parsed.event().timeMillis()).isEqualTo(millis("2026-03-01T09:59:00Z"));
    }

    @Test
    void withoutEitherNothingIsCorrected() {
        for (TestJson json : new TestJson[] {
            valid(),
            valid().withText("receivedat", "2026-03-01T10:01:32Z"),
            valid().withText("sentat", "2026-03-01T09:00:00Z")
        }) {
            assertThat(event(json.parsedBy(LEAVING)).event().timeMillis()).isEqualTo(millis("2026-03-01T10:00:00Z"));
        }
    }

    @Test
    void theFirstReceiptIsStampedWhereTheRulesSaySo() {
        // sent 10:00:02 by its own clock, arrived 10:00:05: 3 s slow
        TestJson json = valid().withText("sentat", "2026-03-01T10:00:02Z");

        ParsedEvent parsed = event(json.parsedBy(STAMPING));

        assertThat(parsed.event().timeMillis()).isEqualTo(millis("2026-03-01T10:00:03Z"));
        assertThat(parsed.originalTimeMillis()).isEqualTo(millis("2026-03-01T10:00:00Z"));
        assertThat(line(parsed))
                .isEqualTo(json.withText("receivedat", "2026-03-01T10:00:05Z").text());
    }

    @Test
    void aReplayStampsNothing() {
        TestJson json = valid().withText("sentat", "2026-03-01T10:00:02Z");

        assertThat(line(json.parsedEvent())).isEqualTo(json.text());
    }

    @Test
    void withoutAnythingToCompareNothingIsStamped() {
        assertThat(line(event(valid().parsedBy(STAMPING)))).isEqualTo(valid().text());
    }

    @Test
    void aReceiptStaysAsItWasFirstStamped() {
        CloudEventParser parser = new CloudEventParser(STAMPING);
        String json = valid().withText("sentat", "2026-03-01T10:00:02Z").text().replace(",", ",\n") + " \n";
        ParsedEvent first = event(parse(parser, json));

        ParsedEvent again = event(new CloudEventParser(STAMPING)
                .parse(first.json(), ARRIVAL.plusSeconds(3600).toEpochMilli(), TestJson.POSITION));

        assertThat(line(first)).doesNotContain("\n").contains("\"receivedat\":\"2026-03-01T10:00:05Z\"");
        assertThat(line(again)).isEqualTo(line(first));
        assertThat(again.event()).isEqualTo(first.event());
    }

    @Test
    void aReceiptThatIsThereWithoutAValueIsNotAddedTwice() {
        TestJson json = valid().withText("sentat", "2026-03-01T10:00:02Z").with("receivedat", "null");

        ParsedEvent parsed = event(json.parsedBy(STAMPING));

        assertThat(line(parsed)).isEqualTo(json.text());
        assertThat(parsed.event().timeMillis()).isEqualTo(parsed.originalTimeMillis());
    }

    @Test
    void EdgeCase_30_anEventAtTheToleranceIsTakenAndALaterOneIsQuarantined() {
        Instant latest = ARRIVAL.plus(Duration.ofMinutes(10));

        assertThat(valid().withText("time", latest.toString()).parsedBy(LEAVING))
                .isInstanceOf(ParsedEvent.class);
        assertThat(letter(valid().withText("time", latest.plusMillis(1).toString())
                                .parsedBy(LEAVING))
                        .reason())
                .isEqualTo("too far in the future");
    }

    @Test
    void whatTheCorrectionPutsTooFarIntoTheFutureIsQuarantined() {
        // sent in 1970 by its own clock: the correction of 56 years would move every clock behind it
        TestJson json = valid().withText("sentat", "1970-01-01T00:00:00Z");

        assertThat(letter(json.parsedBy(STAMPING)).reason()).isEqualTo("too far in the future");
    }

    @Test
    void aFastClockThatIsCorrectedIsNoFuture() {
        // an hour fast: it happened at 10:00:00, sent at 10:00:05 when the sender's clock said 11:00:05
        TestJson json = valid().withText("time", "2026-03-01T11:00:00Z").withText("sentat", "2026-03-01T11:00:05Z");

        assertThat(event(json.parsedBy(STAMPING)).event().timeMillis()).isEqualTo(millis("2026-03-01T10:00:00Z"));
        assertThat(letter(json.parsedBy(LEAVING)).reason()).isEqualTo("too far in the future");
    }

    private static String line(ParsedEvent parsed) {
        return new String(parsed.json(), StandardCharsets.UTF_8);
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
