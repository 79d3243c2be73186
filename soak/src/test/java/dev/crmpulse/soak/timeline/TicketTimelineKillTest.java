package dev.crmpulse.soak.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crmpulse.cli.endtoend.LiveHarness;
import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.jobs.config.EventTimeConfig.Ticks;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.verify.check.MetricCheck;
import dev.crmpulse.verify.check.Verification;
import dev.crmpulse.verify.check.VerificationWatcher;
import dev.crmpulse.verify.explain.Explainer;
import dev.crmpulse.verify.explain.Explanation;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tickets and what is written about them, which is counted with their lead and evaluated on both timelines: a ladder of two
 * levels is climbed while the task manager is killed twice and ClickHouse once.
 */
class TicketTimelineKillTest {
    private static final String LADDER = """
            kind: sla
            id: ticket-answer
            version: 1
            effective_from: 1970-01-01
            entity: ticket
            start: {type: ticket.opened}
            stop: {interaction: answer}
            calendar: literal
            episodes: each
            levels:
              - {name: owner, target: 1 h}
              - {name: supervisor, target: 4 h}
            """;

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final String CLOCKS =
            "SELECT entity_id, level, state FROM crm.sla_clock WHERE entity = 'ticket' ORDER BY entity_id, level_no";

    @Test
    void ticketsClimbTheirLadderThroughThreeKillsAndAreVerifiedAndExplained(@TempDir Path directory) throws Exception {
        try (LiveHarness harness = LiveHarness.open(directory, Timelines.ALL, PolicyFile.read("ladder", LADDER))) {
            harness.start(Ticks.OTHERS);
            harness.send("ticket.opened", "ticket/T1", "L1", START, "customer");
            harness.send("ticket.opened", "ticket/T2", "L1", START.plusSeconds(60), "customer");
            awaitClocks(harness, "T1 owner open", "T1 supervisor open", "T2 owner open", "T2 supervisor open");

            harness.loseTaskManager();
            harness.tick(START.plus(Duration.ofHours(2)));
            awaitClocks(harness, "T1 owner breached", "T1 supervisor open", "T2 owner breached", "T2 supervisor open");

            harness.killClickHouse();
            harness.send("message.sent", "ticket/T2", "L1", START.plus(Duration.ofHours(3)), "human");
            harness.loseTaskManager();
            harness.tick(START.plus(Duration.ofHours(6)));
            awaitClocks(
                    harness, "T1 owner breached", "T1 supervisor breached", "T2 owner breached", "T2 supervisor kept");

            assertThat(harness.ask()
                            .lines("SELECT status, entity_id, level, count() FROM crm.alert WHERE entity = 'ticket'"
                                    + " GROUP BY ALL ORDER BY entity_id, level, status"))
                    .containsExactly(
                            "raised\tT1\towner\t1",
                            "raised\tT1\tsupervisor\t1",
                            "cleared\tT2\towner\t1",
                            "raised\tT2\towner\t1");
            assertThat(harness.ask().lines("SELECT count(), uniqExact(key) FROM crm.event"))
                    .as("counted once: two tickets, and the answer with its lead")
                    .containsExactly("3\t3");
            assertThat(harness.ask()
                            .lines("SELECT timeline, key, count() FROM crm.event_key GROUP BY ALL ORDER BY key"))
                    .containsExactly("ticket\tticket/T2\t1");
            assertThat(
                            harness.ask()
                                    .lines(
                                            "SELECT ticket_id, status, lead_id, responder, response_seconds FROM crm.ticket ORDER BY ticket_id"))
                    .containsExactly("T1\topen\tL1\t\t\\N", "T2\topen\tL1\trep-1\t10740");

            try (Connection connection = harness.endpoint().connect()) {
                // the horizon lies behind the tick by the second that events may be late
                assertThat(harness.ask()
                                .lines("SELECT entity_id, round(open_overrun_seconds) FROM crm.sla_clock"
                                        + " WHERE entity = 'ticket' AND open_overrun_seconds > 0 ORDER BY level_no"))
                        .containsExactly("T1\t17999", "T1\t7199");
                assertVerified(harness);
                assertExplained(new Explainer(
                        connection, Timelines.ALL, new PolicyTables(connection).read(), List.of("sla_clock")));
            }
        }
    }

    private static void assertVerified(LiveHarness harness) throws Exception {
        List<MetricCheck> checks =
                new Verification(harness.endpoint(), Metrics.ALL, VerificationWatcher.silent()).run();

        assertThat(checks).allSatisfy(check -> assertThat(check.differences()).isEmpty());
        assertThat(checks)
                .filteredOn(check -> check.metric().equals("M27"))
                .as("clocks of the lead by a shipped SLA, of tickets, of customers and of the deal desk")
                .extracting(MetricCheck::rows)
                .containsExactly(1L, 4L, 0L, 0L);

        harness.ask()
                .text("ALTER TABLE crm_store.sla_clock UPDATE owner = 'rep-9' WHERE entity_id = 'T2'"
                        + " SETTINGS mutations_sync = 2");
        assertThat(new Verification(harness.endpoint(), Metrics.ALL, VerificationWatcher.silent()).run())
                .filteredOn(check -> !check.differences().isEmpty())
                .extracting(MetricCheck::metric)
                .contains("M27");
    }

    private static void assertExplained(Explainer explainer) throws Exception {
        assertThat(explainer.explain("T2")).singleElement().satisfies(ticket -> {
            assertThat(ticket.key()).isEqualTo("ticket/T2");
            assertThat(ticket.events()).isEqualTo(2);
            assertThat(ticket.facts())
                    .extracting(fact -> fact.id() + ' ' + fact.shown("state"))
                    .containsExactly("ticket/T2/ticket-answer/1/1 breached", "ticket/T2/ticket-answer/1/2 kept");
        });
        assertThat(explainer.explain("ticket/T1/ticket-answer/1/2"))
                .singleElement()
                .extracting(Explanation::key)
                .isEqualTo("ticket/T1");
        assertThat(explainer.explain("L1")).singleElement().satisfies(lead -> assertThat(lead.events())
                .isEqualTo(1));
    }

    private static void awaitClocks(LiveHarness harness, String... clocks) {
        await().atMost(TIMEOUT).untilAsserted(() -> {
            harness.check();
            assertThat(harness.ask().lines(CLOCKS))
                    .extracting(line -> line.replace('\t', ' '))
                    .containsExactly(clocks);
        });
    }
}
