package dev.crmpulse.alerts;

import static dev.crmpulse.alerts.TestAlerts.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.alerts.Receiver.Reply;
import dev.crmpulse.alerts.Receiver.Request;
import dev.crmpulse.alerts.Webhook.Pace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real HTTP server. */
class WebhookSenderTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_772_359_200_123L);
    private static final Pace BRISK = new Pace(20, Duration.ofSeconds(1), Duration.ZERO);
    private static final String BODY = "{\"text\":\"lead L-1\"}";

    private final WebhookSender sender = new WebhookSender(InstantSource.fixed(NOW));
    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aPostCarriesTheIdByWhichTheReceiverKnowsItAgain() {
        assertThat(send(webhook(Service.GENERIC, receiver.url()), "a-1/raised/3"))
                .isEqualTo(new Answer.Accepted());

        Request request = request();
        assertThat(request.body()).isEqualTo(BODY);
        assertThat(request.query()).isEqualTo("access_token=t0ken");
        assertThat(request.headers())
                .containsEntry("idempotency-key", "a-1/raised/3")
                .containsEntry("content-type", "application/json; charset=utf-8")
                .doesNotContainKey("x-crmpulse-signature");
    }

    @Test
    void anIdThatNoHeaderBearsIsEscaped() {
        send(webhook(Service.GENERIC, receiver.url()), "线索 1%\n");

        assertThat(request().headers()).containsEntry("idempotency-key", "%E7%BA%BF%E7%B4%A2%201%25%0A");
    }

    @ParameterizedTest
    @CsvSource({"GENERIC", "SLACK"})
    void aBodyIsSignedInAHeader(Service service) {
        send(webhook(service, receiver.url(), Optional.of("s3cret"), BRISK), "a-1");

        assertThat(request().headers())
                .containsEntry(
                        "x-crmpulse-signature",
                        "sha256=7d89bcaf9e100bddf348fd8e0a23c59969bdf35e6b0f2670527bc132df4d3e91");
    }

    @Test
    void dingTalkFindsTheSignatureInTheAddress() {
        receiver.next(Reply.of(200, "{\"errcode\":0,\"errmsg\":\"ok\"}"));

        assertThat(send(webhook(Service.DINGTALK, receiver.url(), Optional.of("SECabc123"), BRISK), "a-1"))
                .isEqualTo(new Answer.Accepted());

        assertThat(request().query())
                .isEqualTo("access_token=t0ken&timestamp=1772359200123"
                        + "&sign=zud%2F9fMwz7WaHg5TWsN69akx%2FeMn0bOHDOgnK3jpqQI%3D");
        assertThat(request().body()).isEqualTo(BODY);
    }

    @Test
    void feishuFindsTheSignatureInTheBody() {
        receiver.next(Reply.of(200, "{\"code\":0,\"msg\":\"success\",\"data\":{}}"));

        assertThat(send(webhook(Service.FEISHU, receiver.url(), Optional.of("SECabc123"), BRISK), "a-1"))
                .isEqualTo(new Answer.Accepted());

        assertThat(request().body())
                .isEqualTo("{\"timestamp\":\"1772359200\",\"sign\":\"RWQrKCZr+GSHCNVPLn4MbikpNp2B3JbDcboYnVObKDY=\","
                        + "\"text\":\"lead L-1\"}");
        assertThat(request().query()).isEqualTo("access_token=t0ken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DINGTALK | {"errcode":310000,"errmsg":"sign not match"} | errcode 310000
            WECOM    | {"errcode":93000,"errmsg":"invalid url"}     | errcode 93000
            FEISHU   | {"code":19021,"msg":"sign match fail"}       | code 19021
            FEISHU   | <html></html>   | an answer without 'code'; is it a webhook of feishu?
            WECOM    | {}              | an answer without 'errcode'; is it a webhook of wecom?
            """)
    void robotsRefuseWithStatus200(Service service, String body, String why) {
        receiver.next(Reply.of(200, body));

        assertThat(send(webhook(service, receiver.url()), "a-1")).isEqualTo(new Answer.Refused(why));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DINGTALK | {"errcode":130101,"errmsg":"send too fast"}  | errcode 130101
            DINGTALK | {"errcode":-1,"errmsg":"busy"}               | errcode -1
            WECOM    | {"errcode":45009,"errmsg":"freq"}            | errcode 45009
            FEISHU   | {"code":11232,"msg":"frequency limited"}     | code 11232
            """)
    void robotsThatAreBusyMayTakeItLater(Service service, String body, String why) {
        receiver.next(Reply.of(200, body));

        assertThat(send(webhook(service, receiver.url()), "a-1")).isEqualTo(new Answer.Unavailable(why, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "404", "302"})
    void otherStatusesRefuse(int status) {
        receiver.next(Reply.of(status));

        assertThat(send(webhook(Service.GENERIC, receiver.url()), "a-1"))
                .isEqualTo(new Answer.Refused("HTTP " + status));
    }

    @ParameterizedTest
    @CsvSource({"429", "408", "500", "503"})
    void someStatusesAskToComeBack(int status) {
        receiver.next(Reply.of(status));

        assertThat(send(webhook(Service.GENERIC, receiver.url()), "a-1"))
                .isEqualTo(new Answer.Unavailable("HTTP " + status, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            30                            | 30
            999999                        | 3600
            Sun, 01 Mar 2026 10:00:05 GMT | 5
            Sun, 01 Mar 2026 09:00:00 GMT | 0
            soon                          | 0
            """)
    void aReceiverMaySayWhenToComeBack(String retryAfter, long seconds) {
        // 1772359200.123 is 2026-03-01T10:00:00.123Z
        receiver.next(new Reply(429, Map.of("Retry-After", retryAfter), "", false));

        Answer answer = send(webhook(Service.GENERIC, receiver.url()), "a-1");

        assertThat(((Answer.Unavailable) answer).retryAfter())
                .isBetween(Duration.ofSeconds(seconds).minusMillis(200), Duration.ofSeconds(seconds));
    }

    @Test
    void whoDoesNotListenIsUnavailable() {
        String url = receiver.url();
        receiver.close();

        assertThat(send(webhook(Service.GENERIC, url), "a-1"))
                .isEqualTo(new Answer.Unavailable("no connection", Duration.ZERO));
    }

    @Test
    void anAnswerThatNeverEndsIsNone() {
        receiver.next(new Reply(200, Map.of(), "{", true));

        assertThat(send(webhook(Service.GENERIC, receiver.url(), Optional.empty(), BRISK), "a-1"))
                .isEqualTo(new Answer.Unavailable("no answer in time", Duration.ZERO));
    }

    private Answer send(Webhook webhook, String eventId) {
        return sender.send(webhook, eventId, BODY).join();
    }

    private Request request() {
        return receiver.requests().get(0);
    }
}
