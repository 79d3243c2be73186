package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.jobs.config.EventTimeConfig.Ticks;
import dev.crmpulse.jobs.live.PreflightException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens now, through the whole pipeline: silence alone breaks SLAs, and only silence that was heard. */
class LiveTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final String RAISED = "SELECT level FROM crm.alert WHERE sla = 'quick' AND entity_id = '%s'"
            + " AND status = 'raised' AND delivery = 'sent' ORDER BY level_no";
    private static final String STATES =
            "SELECT level, state FROM crm.sla_clock WHERE sla = 'quick' AND lead_id = '%s' ORDER BY level_no";

    private static final String LEADS = "SELECT lead_id FROM crm.first_response ORDER BY lead_id";

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void aLeadNobodyAnswersIsReportedOnceAtEachLevelAlsoAcrossARestartAndALateReplyTakesBackWhatWasNotSo()
            throws Exception {
        try (LiveHarness harness = LiveHarness.open(directory)) {
            long first = harness.start(Ticks.OWN);
            Instant created = now();
            harness.send("lead.created", "silent", created, "customer");

            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(harness.ask().lines(RAISED.formatted("silent")))
                    .containsExactly("owner", "supervisor", "anomaly"));
            assertThatThrownBy(() -> harness.start(Ticks.OWN))
                    .isInstanceOf(PreflightException.class)
                    .hasMessageContaining("run " + first + " computes one of");

            harness.stop();
            // ClickHouse dies when the second run is noted, and before its policies are
            CompletableFuture<Void> kill = harness.strikeOnce("SELECT uniqExact(run) = 2 FROM crm_store.run");
            long second = harness.start(Ticks.OWN);
            kill.join();
            assertThat(second).isEqualTo(first + 1);
            harness.send("lead.created", "after", now(), "customer");
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(harness.ask().lines(RAISED.formatted("after")))
                    .containsExactly("owner", "supervisor", "anomaly"));

            assertThat(harness.ask().lines(RAISED.formatted("silent")))
                    .containsExactly("owner", "supervisor", "anomaly");
            assertThat(published(harness, "silent"))
                    .containsExactly("raised owner", "raised supervisor", "raised anomaly");
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(received(harness, "after"))
                    .containsExactly("raised owner", "raised supervisor", "raised anomaly"));
            assertThat(received(harness, "silent"))
                    .containsExactly("raised owner", "raised supervisor", "raised anomaly");

            // 6 s after the lead came: later than 4 s, earlier than 8 s; it becomes known only now
            harness.send("message.sent", "silent", created.plusSeconds(6), "human");
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(harness.ask().lines(STATES.formatted("silent")))
                    .containsExactly("owner\treached", "supervisor\tbreached", "anomaly\tkept"));
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(received(harness, "silent")).containsOnlyOnce("withdrawn anomaly"));
            assertThat(published(harness, "silent")).containsOnlyOnce("withdrawn anomaly");
            assertThat(harness.ask()
                            .lines("SELECT level FROM crm.alert_state WHERE sla = 'quick' AND"
                                    + " entity_id = 'silent' ORDER BY level_no"))
                    .containsExactly("owner", "supervisor");
            assertThat(harness.ask()
                            .lines("SELECT lead_id, responded_at IS NOT NULL FROM crm.first_response ORDER BY 1"))
                    .containsExactly("after\t0", "silent\t1");
            assertThat(harness.ask().number("SELECT count() FROM crm.event")).isEqualTo(3);
            assertThat(tiers(harness)).contains("silent", "after");

            aLateEventChangesAClosedWeek(harness);
        }
    }

    /** What the board said before, what it says now and what changed it, all by SQL. */
    private static void aLateEventChangesAClosedWeek(LiveHarness harness) throws Exception {
        LocalDate week = LocalDate.now(ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(2);
        Instant created = week.atTime(9, 0).toInstant(ZoneOffset.UTC);
        String answered = "SELECT n, mean_seconds FROM crm.window_period(period = 'week', zone = 'UTC')"
                + " WHERE family = 'first_response' AND dated_by = 'ended_at' AND dimension = 'all' AND period_start = '"
                + week + "'";
        harness.send("lead.created", "old", created, "customer");
        harness.send("message.sent", "old", created.plusSeconds(3_600), "human");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(harness.ask().lines(answered)).containsExactly("1\t3600"));
        String then = harness.ask().value("SELECT now64(3)");

        Instant sooner = created.plusSeconds(1_800);
        harness.send("message.sent", "old", sooner, "human");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(harness.ask().lines(answered)).containsExactly("1\t1800"));

        String figure = " WHERE family = 'first_response' AND dated_by = 'ended_at' AND dimension = 'all'";
        String asOf = "SELECT n, mean_seconds, counts['1-4h'] FROM crm.period_as_of(tenant = 't', at = '%s',"
                + " period = 'week', zone = 'UTC')" + figure + " AND period_start = '" + week + "'";
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(harness.ask()
                        .lines("SELECT n_before, n_now, mean_seconds_before, mean_seconds_now, counts_before,"
                                + " counts_now, reasons, causes[1].type, causes[1].id, n_causes, def_before = def_now"
                                + " FROM crm.changed_since(tenant = 't', since = '" + then
                                + "', period = 'week', zone = 'UTC')" + figure))
                .containsExactly("1\t1\t3600\t1800\t{'1-4h':1}\t{'<1h':1}\t['late event']\tcrm.message.sent\t"
                        + "message.sent-lead/old-" + sooner.toEpochMilli() + "\t1\t1"));
        assertThat(harness.ask().lines(asOf.formatted(then))).containsExactly("1\t3600\t1");
        assertThat(harness.ask().lines(asOf.formatted(harness.ask().value("SELECT now64(3)"))))
                .containsExactly("1\t1800\t0");
        assertThat(harness.ask().number("SELECT sum(abs(difference)) + sum(abs(missing_rows)) FROM crm.completeness"))
                .isZero();
    }

    @Test
    void whileNothingAdvancesTheTimeNoSlaBreaksHoweverLongThatTakes() throws Exception {
        try (LiveHarness harness = LiveHarness.open(directory)) {
            harness.start(Ticks.OTHERS);
            Instant created = now().minus(Duration.ofMinutes(10));
            harness.send("lead.created", "waiting", created, "customer");
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(harness.ask().lines(STATES.formatted("waiting")))
                    .containsExactly("owner\topen", "supervisor\topen", "anomaly\topen"));

            // the reply was on its way while the brokers were down, and is read before the time it was late for
            harness.send("message.sent", "waiting", created.plusSeconds(3), "human");
            harness.tick(now());

            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(harness.ask().lines(STATES.formatted("waiting")))
                    .containsExactly("owner\treached", "supervisor\tkept", "anomaly\tkept"));
            assertThat(harness.ask().number("SELECT count() FROM crm.alert WHERE sla = 'quick' AND level != 'owner'"))
                    .isZero();
            // due ten minutes ago and heard of now: still worth sending
            assertThat(published(harness, "waiting")).containsExactly("raised owner");
        }
    }

    @Test
    void aTaskManagerThatEndedIsReplaced() throws Exception {
        try (LiveHarness harness = LiveHarness.open(directory)) {
            harness.start(Ticks.OTHERS);
            harness.send("lead.created", "before", now(), "customer");
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(harness.ask().lines(LEADS)).containsExactly("before"));

            harness.loseTaskManager();
            harness.send("lead.created", "meanwhile", now(), "customer");

            await().atMost(TIMEOUT).untilAsserted(() -> {
                harness.check();
                assertThat(harness.ask().lines(LEADS)).containsExactly("before", "meanwhile");
            });
        }
    }

    @Test
    void whereNobodyMayTickSilenceIsEvaluatedUpToWhatWasRead() throws Exception {
        try (LiveHarness harness = LiveHarness.open(directory)) {
            harness.start(Ticks.NOBODY);
            harness.send("lead.created", "silent", now(), "customer");

            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(harness.ask().lines(RAISED.formatted("silent")))
                    .containsExactly("owner", "supervisor", "anomaly"));
            assertThat(harness.topic(Topics.EVENTS)).as("nothing but the lead").hasSize(1);
        }
    }

    private List<String> published(LiveHarness harness, String lead) throws IOException {
        return statements(harness.topic(Topics.ALERTS), lead);
    }

    private List<String> received(LiveHarness harness, String lead) throws IOException {
        return statements(harness.received(), lead);
    }

    private List<String> statements(List<String> values, String lead) throws IOException {
        List<String> alerts = new ArrayList<>();
        for (String value : values) {
            JsonNode event = json.readTree(value);
            JsonNode data = event.has("data") ? event.get("data") : event;
            if (data.get("sla").asText().equals("quick")
                    && data.get("entity_id").asText().equals(lead)
                    && !data.get("status").asText().equals("cleared")) {
                alerts.add(data.get("status").asText() + " " + data.get("level").asText());
            }
        }
        return alerts;
    }

    private List<String> tiers(LiveHarness harness) throws IOException {
        List<String> leads = new ArrayList<>();
        for (String value : harness.topic(Topics.DERIVED)) {
            JsonNode event = json.readTree(value);
            assertThat(event.get("type").asText()).isEqualTo("crm.lead.tiered");
            assertThat(event.get("data").get("tier").asText()).isIn("A", "B", "C");
            leads.add(event.get("data").get("lead_id").asText());
        }
        return leads;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
