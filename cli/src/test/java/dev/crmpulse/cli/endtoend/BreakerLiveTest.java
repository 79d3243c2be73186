package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.jobs.config.EventTimeConfig.Ticks;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole life of a circuit breaker, from Kafka to tables and alerts (M23). */
class BreakerLiveTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    /** As shipped, but for a cool-down that a test can wait for. */
    private static final String SHORT_COOL_DOWN = """
            kind: breaker
            id: assignment-breaker
            version: 2
            effective_from: 1970-01-01
            at_risk: 2
            open: 3
            cool_down: 6 s
            """;

    private static final String STATE =
            "SELECT state FROM crm.current_breaker WHERE rule = 'by-region' AND region = 'North'";
    private static final String LIFE =
            "SELECT state FROM crm.breaker WHERE rule = 'by-region' AND region = 'North' ORDER BY started_at, id";
    private static final String RULE = "\"rule\":\"by-region\",\"region\":\"North\",\"line\":\"machines\"";

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void threeFailuresOpenItLeadsWaitForAPersonAFailedProbeOpensItAgainAndAGoodOneClosesIt() throws Exception {
        try (LiveHarness harness =
                LiveHarness.open(directory, Timelines.ALL, PolicyFile.read("short cool-down", SHORT_COOL_DOWN))) {
            harness.start(Ticks.OWN);
            fail(harness, "L-1");
            fail(harness, "L-2");
            awaitState(harness, "at risk");
            assertThat(alerts(harness)).isEmpty();

            fail(harness, "L-3");
            awaitState(harness, "open");
            fail(harness, "L-4");
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(
                            harness.ask().lines("SELECT lead_id FROM crm.manual_queue ORDER BY lead_id"))
                    .contains("L-4"));
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(alerts(harness)).containsExactly("raised"));

            // nothing happens: the cool-down ends by itself
            awaitState(harness, "half open");
            fail(harness, "L-5");
            awaitState(harness, "open");
            awaitState(harness, "half open");
            send(harness, "lead.assigned", "L-6", "\"owner\":\"rep-1\",\"ground\":\"region\"," + RULE);
            awaitState(harness, "closed");

            assertThat(harness.ask().lines(LIFE))
                    .containsExactly("closed", "at risk", "open", "half open", "open", "half open", "closed");
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(alerts(harness))
                    .containsExactly("raised", "cleared", "raised", "cleared"));
            assertThat(harness.ask()
                            .lines("SELECT lead_id, outcome, owner FROM crm.assignment_audit ORDER BY started_at"))
                    .hasSize(6)
                    .endsWith("L-6\tassigned\trep-1");
        }
    }

    private static void awaitState(LiveHarness harness, String state) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(harness.ask().lines(STATE)).containsExactly(state));
    }

    private static void fail(LiveHarness harness, String lead) throws IOException {
        send(harness, "lead.assignment_failed", lead, "\"reason\":\"nobody free\"," + RULE);
    }

    private static void send(LiveHarness harness, String type, String lead, String members) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        harness.send(type, "lead/" + lead, lead, now, "system", "{\"lead_id\":\"" + lead + "\"," + members + '}');
    }

    /** What was published about the breaker, in the order in which it was. */
    private List<String> alerts(LiveHarness harness) throws IOException {
        List<String> statuses = new ArrayList<>();
        for (String value : harness.topic(Topics.ALERTS)) {
            JsonNode data = json.readTree(value).path("data");
            if (data.path("sla").asText().equals("assignment-breaker")) {
                assertThat(data.path("entity_id").asText()).isEqualTo("by-region/North");
                statuses.add(data.path("status").asText());
            }
        }
        return statuses;
    }
}
