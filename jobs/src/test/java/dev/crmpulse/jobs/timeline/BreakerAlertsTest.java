package dev.crmpulse.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Breakers in the operator: the alert when one opens, what silence makes of it, and that it is taken back. */
class BreakerAlertsTest {
    @Test
    void anOpenBreakerAlarmsCoolsDownOpensAgainAndCloses() throws Exception {
        try (TimelineHarness job = TimelineHarness.start(setup())) {
            job.deliver(failure("f1", "2026-03-02T09:00:00Z"));
            job.deliver(failure("f2", "2026-03-02T09:01:00Z"));
            job.barrier();
            assertThat(alerts(job)).as("at risk").isEmpty();

            job.deliver(failure("f3", "2026-03-02T09:02:00Z"));
            job.barrier();
            assertThat(alerts(job)).containsExactly("raised queue routing/East routing/East/3 open");

            job.horizon("2026-03-02T09:32:00Z");
            job.barrier();
            assertThat(alerts(job)).as("half open").containsExactly("cleared queue routing/East routing/East/3 open");

            job.deliver(failure("probe", "2026-03-02T09:40:00Z"));
            job.barrier();
            assertThat(alerts(job)).as("open again").containsExactly("raised queue routing/East routing/East/5 open");

            job.horizon("2026-03-02T10:10:00Z");
            job.deliver(success("2026-03-02T10:20:00Z"));
            job.barrier();
            assertThat(alerts(job)).as("closed").containsExactly("cleared queue routing/East routing/East/5 open");
            assertThat(job.takeJournal("ledger"))
                    .as("decisions are counted with their leads")
                    .isEmpty();
        }
    }

    @Test
    void anAlertIsWithdrawnWhereASuccessComesToBeKnown() throws Exception {
        TimelineHarness.Snapshot snapshot;
        try (TimelineHarness job = TimelineHarness.start(setup())) {
            job.deliver(failure("f1", "2026-03-02T09:00:00Z"));
            job.deliver(failure("f2", "2026-03-02T09:01:00Z"));
            job.deliver(failure("f3", "2026-03-02T09:02:00Z"));
            snapshot = job.barrier();
        }
        try (TimelineHarness job = TimelineHarness.restore(setup(), snapshot, 2)) {
            job.deliver(success("2026-03-02T09:01:30Z"));
            job.barrier();

            assertThat(alerts(job)).containsExactly("withdrawn queue routing/East routing/East/3 open");
        }
    }

    private static TestEvent failure(String id, String time) {
        return TestEvent.of(id, time, "lead.assignment_failed", "lead/" + id)
                .saying(Map.of("rule", "routing", "region", "East"));
    }

    private static TestEvent success(String time) {
        return TestEvent.of("success", time, "lead.assigned", "lead/L9")
                .saying(Map.of("rule", "routing", "region", "East", "owner", "rep-1", "ground", "region"));
    }

    private static List<String> alerts(TimelineHarness job) {
        return job.takeJournal("alert").stream()
                .map(row -> row.get("status") + " " + row.get("entity") + " " + row.get("entity_id") + " "
                        + row.get("alert_id") + " " + row.get("level"))
                .toList();
    }

    private static TimelineHarness.Setup setup() {
        return new TimelineHarness.Setup(
                Timelines.QUEUE, Retention.LIVE, Backend.HEAP, PolicyFeed.of(Policies.of(ShippedPolicies.all())));
    }
}
