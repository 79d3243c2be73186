package dev.crmpulse.alerts;

import static dev.crmpulse.alerts.TestAlerts.alert;
import static dev.crmpulse.alerts.TestAlerts.queued;
import static dev.crmpulse.alerts.TestAlerts.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.crmpulse.alerts.AlertMessage.Status;
import dev.crmpulse.alerts.QuietHours.Period;
import dev.crmpulse.alerts.Receiver.Reply;
import dev.crmpulse.alerts.Webhook.Pace;
import dev.crmpulse.connectors.retry.RetryDelays;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real posts to a real HTTP server, by a clock that the test moves. */
class WebhookQueueTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final RetryDelays DELAYS = new RetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(8));
    private static final Duration RETRY_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final QuietHours NIGHT = new QuietHours(
            SHANGHAI, List.of(new Period(LocalTime.of(22, 0), LocalTime.of(8, 0), EnumSet.allOf(DayOfWeek.class))));
    private static final Instant NOON =
            LocalDateTime.parse("2026-11-23T12:00:00").atZone(SHANGHAI).toInstant();
    private static final Instant MIDNIGHT = NOON.plus(Duration.ofHours(12));
    private static final Instant MORNING = NOON.plus(Duration.ofHours(20));

    private Receiver receiver;
    private Instant now = NOON;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void alertsArePostedOneAfterTheOther() {
        WebhookQueue lane = lane(QuietHours.none(SHANGHAI), 20);
        QueuedAlert first = raised(0, "a-1");
        QueuedAlert second = raised(1, "a-2");
        lane.add(first, now);
        lane.add(second, now);

        assertThat(turn(lane)).contains(new DeliveryOutcome.Delivered(first));
        assertThat(turn(lane)).contains(new DeliveryOutcome.Delivered(second));
        assertThat(sent()).containsExactly("a-1 raised", "a-2 raised");
    }

    @Test
    void aFailedPostIsTriedAgainLaterAndLater() {
        WebhookQueue lane = lane(QuietHours.none(SHANGHAI), 20);
        QueuedAlert alert = raised(0, "a-1");
        lane.add(alert, now);
        receiver.next(Reply.of(503));
        receiver.next(Reply.of(503));

        assertThat(turn(lane)).isEmpty();
        // the first delay is 0.5 to 1 s, the second 1 to 2 s
        now = NOON.plusMillis(499);
        assertThat(turn(lane)).isEmpty();
        assertThat(receiver.requests()).hasSize(1);
        now = NOON.plusMillis(1_000);
        assertThat(turn(lane)).isEmpty();
        assertThat(receiver.requests()).hasSize(2);
        now = NOON.plusMillis(1_999);
        assertThat(turn(lane)).isEmpty();
        assertThat(receiver.requests()).hasSize(2);
        now = NOON.plusMillis(3_000);
        assertThat(turn(lane)).contains(new DeliveryOutcome.Delivered(alert));
    }

    @Test
    void aReceiverThatAsksForPeaceHasIt() {
        WebhookQueue lane = lane(QuietHours.none(SHANGHAI), 20);
        lane.add(raised(0, "a-1"), now);
        receiver.next(new Reply(429, Map.of("Retry-After", "7"), "", false));

        turn(lane);
        now = NOON.plusMillis(6_999);
        turn(lane);
        assertThat(receiver.requests()).hasSize(1);
        now = NOON.plusMillis(7_000);
        assertThat(turn(lane)).isPresent();
    }

    @Test
    void afterTheRetryTimeoutEachAlertIsTriedOnceUntilOneGetsThrough() {
        WebhookQueue lane = lane(QuietHours.none(SHANGHAI), 60);
        QueuedAlert first = raised(0, "a-1");
        QueuedAlert second = raised(1, "a-2");
        lane.add(first, now);
        lane.add(second, now);
        for (int i = 0; i < 4; i++) {
            receiver.next(Reply.of(500));
        }

        assertThat(turn(lane)).isEmpty();
        now = NOON.plusSeconds(5);
        assertThat(turn(lane)).isEmpty();
        now = NOON.plus(RETRY_TIMEOUT);
        assertThat(turn(lane))
                .contains(new DeliveryOutcome.Undeliverable(first, "webhook unreachable", "HTTP 500, 3 attempts"));

        now = now.plusSeconds(8);
        assertThat(turn(lane))
                .contains(new DeliveryOutcome.Undeliverable(second, "webhook unreachable", "HTTP 500, 1 attempt"));

        lane.add(raised(2, "a-3"), now);
        now = now.plusSeconds(8);
        assertThat(turn(lane)).containsInstanceOf(DeliveryOutcome.Delivered.class);
        lane.add(raised(3, "a-4"), now);
        receiver.next(Reply.of(500));
        assertThat(turn(lane)).as("patient again").isEmpty();
    }

    @Test
    void aRefusedAlertIsNotTriedAgain() {
        WebhookQueue lane = lane(QuietHours.none(SHANGHAI), 20);
        QueuedAlert alert = raised(0, "a-1");
        lane.add(alert, now);
        receiver.next(Reply.of(404));

        assertThat(turn(lane)).contains(new DeliveryOutcome.Undeliverable(alert, "webhook refused", "HTTP 404"));
        assertThat(lane.size()).isZero();
    }

    @Test
    void noMoreThanTheLimitArePostedWithinAnyMinute() {
        WebhookQueue lane = lane(QuietHours.none(SHANGHAI), 3);
        for (int i = 0; i < 8; i++) {
            lane.add(raised(i, "a-" + i), now);
        }

        turns(lane, 5);
        assertThat(receiver.requests()).hasSize(3);
        now = NOON.plusMillis(59_999);
        turns(lane, 5);
        assertThat(receiver.requests()).hasSize(3);
        now = NOON.plusMillis(60_000);
        turns(lane, 5);
        assertThat(receiver.requests()).hasSize(6);
    }

    @Test
    void EdgeCase_40_quietHoursHoldWhatIsRaisedUntilTheyEnd() {
        now = MIDNIGHT;
        WebhookQueue lane = lane(NIGHT, 20);
        lane.add(raised(0, "a-1"), now);

        assertThat(turn(lane)).isEmpty();
        now = MORNING.minusMillis(1);
        assertThat(turn(lane)).isEmpty();
        assertThat(receiver.requests()).isEmpty();
        now = MORNING;
        assertThat(turn(lane)).isPresent();
    }

    @Test
    void whatIsRaisedAndOverInQuietHoursIsNotSent() {
        now = MIDNIGHT;
        WebhookQueue lane = lane(NIGHT, 20);
        QueuedAlert ended = raised(0, "a-1");
        QueuedAlert endOfIt = queued(2, alert("a-1", Status.CLEARED));
        QueuedAlert withdrawn = raised(1, "a-2");
        QueuedAlert withdrawalOfIt = queued(3, alert("a-2", Status.WITHDRAWN));
        lane.add(ended, now);
        lane.add(withdrawn, now);
        lane.add(raised(4, "a-3"), now);

        assertThat(lane.add(endOfIt, now))
                .containsExactly(new DeliveryOutcome.Expired(ended), new DeliveryOutcome.Expired(endOfIt));
        assertThat(lane.add(withdrawalOfIt, now))
                .containsExactly(new DeliveryOutcome.Expired(withdrawn), new DeliveryOutcome.Expired(withdrawalOfIt));
        now = MORNING;
        turns(lane, 3);
        assertThat(sent()).containsExactly("a-3 raised");
    }

    @Test
    void theEndOfWhatWasSentInTheEveningIsSentInTheMorning() {
        WebhookQueue lane = lane(NIGHT, 20);
        lane.add(raised(0, "a-1"), now);
        turn(lane);
        now = MIDNIGHT;
        lane.add(queued(1, alert("a-1", Status.CLEARED)), now);

        assertThat(turn(lane)).isEmpty();
        now = MORNING;
        assertThat(turn(lane)).isPresent();
        assertThat(sent()).containsExactly("a-1 raised", "a-1 cleared");
    }

    @Test
    void atNoonBothTheAlarmAndItsEndAreSent() {
        WebhookQueue lane = lane(NIGHT, 20);
        lane.add(raised(0, "a-1"), now);

        assertThat(lane.add(queued(1, alert("a-1", Status.CLEARED)), now)).isEmpty();
        turns(lane, 2);
        assertThat(sent()).containsExactly("a-1 raised", "a-1 cleared");
    }

    @Test
    void anAlarmThatMayHaveArrivedIsNotTakenBackInSilence() {
        now = MIDNIGHT;
        WebhookQueue lane = lane(NIGHT, 20);
        lane.add(raised(0, "a-1"), now);
        now = MORNING;
        receiver.next(Reply.of(500));
        assertThat(turn(lane)).isEmpty();

        assertThat(lane.add(queued(1, alert("a-1", Status.CLEARED)), now)).isEmpty();
        now = MORNING.plusSeconds(1);
        turns(lane, 2);
        assertThat(sent()).containsExactly("a-1 raised", "a-1 raised", "a-1 cleared");
    }

    @Test
    void whatFindsNoRoomIsLeftToTheDeadLetters() {
        WebhookQueue lane = lane(QuietHours.none(SHANGHAI), 20);
        for (int i = 0; i < 100; i++) {
            lane.add(raised(i, "a-" + i), now);
        }
        QueuedAlert tooMany = raised(100, "a-100");

        assertThat(lane.add(tooMany, now))
                .containsExactly(
                        new DeliveryOutcome.Undeliverable(tooMany, "webhook backlog", "100 alerts wait already"));
    }

    @Test
    void whatAnotherNotifierTakesOverIsForgotten() {
        WebhookQueue lane = lane(QuietHours.none(SHANGHAI), 20);
        lane.add(raised(0, "a-1"), now);
        lane.post(now);

        lane.forget(Set.of(TestAlerts.PARTITION));

        assertThat(lane.size()).isZero();
        assertThat(lane.attempt()).isEmpty();
        assertThat(lane.settled(now)).isEmpty();
    }

    private WebhookQueue lane(QuietHours quiet, int perMinute) {
        Webhook webhook =
                webhook(Service.GENERIC, receiver.url(), Optional.empty(), new Pace(perMinute, TIMEOUT, RETRY_TIMEOUT));
        TenantWebhooks tenant = new TenantWebhooks("acme", SHANGHAI, quiet, List.of(webhook));
        return new WebhookQueue(tenant, webhook, new WebhookSender(InstantSource.system()), DELAYS, 100);
    }

    private void turns(WebhookQueue lane, int turns) {
        for (int i = 0; i < turns; i++) {
            turn(lane);
        }
    }

    private Optional<DeliveryOutcome> turn(WebhookQueue lane) {
        lane.post(now);
        lane.attempt().ifPresent(attempt -> attempt.join());
        return lane.settled(now);
    }

    private List<String> sent() {
        return receiver.requests().stream().map(WebhookQueueTest::sent).toList();
    }

    private static String sent(Receiver.Request request) {
        try {
            var alert = new JsonMapper().readTree(request.body());
            return alert.path("alert_id").asText() + ' ' + alert.path("status").asText();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static QueuedAlert raised(long offset, String alertId) {
        return queued(offset, alert(alertId, Status.RAISED));
    }
}
