package dev.crmpulse.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.metrics.sla.TicketSlas;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clocks of another timeline in the operator: their windows, their alerts, and nothing counted twice. */
class TicketAlertsTest {
    private static final TestEvent QUESTION = TestEvent.of(
                    "question", "2026-03-02T08:00:00Z", "message.received", "ticket/T1")
            .by("anna", "customer")
            .saying(Map.of("lead_id", "L1"));
    private static final TestEvent ANSWER = TestEvent.of("answer", "2026-03-02T08:30:00Z", "message.sent", "ticket/T1")
            .by("rep-1", "human")
            .saying(Map.of("lead_id", "L1"));

    @Test
    void silenceOnATicketAlarmsLevelByLevelAndALateAnswerTakesItBack() throws Exception {
        try (TimelineHarness job = TimelineHarness.start(setup())) {
            job.deliver(QUESTION);
            job.horizon("2026-03-02T12:30:00Z");
            job.barrier();
            assertThat(alerts(job))
                    .containsExactlyInAnyOrder(
                            "raised ticket T1 ticket/T1/ticket-answer/1/1",
                            "raised ticket T1 ticket/T1/ticket-answer/1/2");
            assertThat(job.takeDeltas())
                    .isNotEmpty()
                    .allSatisfy(delta -> assertThat(delta.key().family()).isEqualTo("sla_clock"));

            job.deliver(ANSWER);
            job.barrier();
            assertThat(alerts(job))
                    .containsExactlyInAnyOrder(
                            "withdrawn ticket T1 ticket/T1/ticket-answer/1/1",
                            "withdrawn ticket T1 ticket/T1/ticket-answer/1/2");
            assertThat(job.takeJournal("ledger"))
                    .as("messages are counted with their lead")
                    .isEmpty();
        }
    }

    @Test
    void anotherLifeOfTheJobGoesOnWithTheClocks() throws Exception {
        TimelineHarness.Snapshot snapshot;
        try (TimelineHarness job = TimelineHarness.start(setup())) {
            job.deliver(QUESTION);
            job.horizon("2026-03-02T08:45:00Z");
            snapshot = job.barrier();
        }
        try (TimelineHarness job = TimelineHarness.restore(setup(), snapshot, 2)) {
            job.horizon("2026-03-02T09:30:00Z");
            job.barrier();

            assertThat(alerts(job)).containsExactly("raised ticket T1 ticket/T1/ticket-answer/1/1");
        }
    }

    private static List<String> alerts(TimelineHarness job) {
        return job.takeJournal("alert").stream()
                .map(row -> row.get("status") + " " + row.get("entity") + " " + row.get("entity_id") + " "
                        + row.get("alert_id"))
                .toList();
    }

    private static TimelineHarness.Setup setup() {
        return new TimelineHarness.Setup(
                Timelines.TICKET, Retention.LIVE, Backend.HEAP, PolicyFeed.of(TicketSlas.POLICIES));
    }
}
