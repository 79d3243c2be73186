package dev.crmpulse.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.rollup.Window;
import dev.crmpulse.engine.rollup.WindowDelta;
import dev.crmpulse.engine.rollup.WindowKey;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The shipped SLAs in the operator: their alerts while history becomes known. */
class SlaAlertsTest {
    private static final TestEvent CREATED = TestEvent.of("created", "2026-03-02T08:00:00Z", "lead.created", "lead/L1");
    private static final TestEvent ANSWER = TestEvent.of("answer", "2026-03-02T09:00:00Z", "message.sent", "lead/L1")
            .by("rep-1", "human");
    private static final String HALF_PAST_TWELVE = "2026-03-02T12:30:00Z";

    /** What a policy topic would hold; operators ask for it whenever they evaluate. */
    private static Policies inForce;

    /** What a run came to. */
    private record Outcome(Map<String, Row> facts, Map<String, Row> windows, Map<String, Long> standing) {}

    @Test
    void anAnswerThatBecomesKnownAfterTheBreachTakesTheAlarmBack() throws Exception {
        List<Row> alerts = new ArrayList<>();
        Outcome late = run(
                alerts,
                job -> {
                    job.deliver(CREATED);
                    job.horizon(HALF_PAST_TWELVE);
                    job.barrier();
                },
                job -> job.deliver(ANSWER));

        // due 08:00, 10:00 and 12:00; at 12:30 all three are past
        assertThat(status(alerts, "raised"))
                .containsExactly(
                        "lead/L1/first-response/1/1", "lead/L1/first-response/1/2", "lead/L1/first-response/1/3");
        // the answer of 09:00 came before 10:00 and 12:00, not before 08:00
        assertThat(status(alerts, "withdrawn"))
                .containsExactly("lead/L1/first-response/1/2", "lead/L1/first-response/1/3");
        assertThat(status(alerts, "cleared")).containsExactly("lead/L1/first-response/1/1");
        assertThat(late.facts().get("sla_clock t lead/L1/first-response/1/3").get("state"))
                .isEqualTo("kept");
    }

    @Test
    void clocksWindowsAndStandingAlertsAreTheSameInWhateverOrderHistoryBecameKnown() throws Exception {
        Outcome inOrder =
                run(new ArrayList<>(), job -> job.deliver(CREATED, ANSWER), job -> job.horizon(HALF_PAST_TWELVE));
        Outcome late = run(
                new ArrayList<>(),
                job -> {
                    job.deliver(CREATED);
                    job.horizon(HALF_PAST_TWELVE);
                    job.barrier();
                },
                job -> job.deliver(ANSWER));
        Outcome reversed = run(
                new ArrayList<>(),
                job -> {
                    job.deliver(ANSWER);
                    job.barrier();
                    job.deliver(CREATED);
                },
                job -> job.horizon(HALF_PAST_TWELVE));

        assertThat(late).isEqualTo(inOrder);
        assertThat(reversed).isEqualTo(inOrder);
        assertThat(inOrder.standing()).isEqualTo(Map.of("lead/L1/first-response/1/1", 1L));
    }

    @Test
    void aPolicyAppliedDuringARunEvaluatesWhatBeginsAfterItAndNothingElse() throws Exception {
        inForce = Policies.of(ShippedPolicies.all());
        List<Policy> stricter = PolicyFile.read("stricter.yaml", """
                kind: sla
                id: first-response
                version: 2
                effective_from: 2026-03-03
                entity: lead
                start: {type: lead.created}
                stop: {interaction: answer}
                calendar: literal
                episodes: once
                levels:
                  - {name: anomaly, target: 1 h}
                """);
        Published published = new Published();
        try (TimelineHarness job = TimelineHarness.start(setup(() -> () -> inForce))) {
            job.deliver(CREATED);
            job.barrier();
            inForce = inForce.with(stricter.get(0));
            job.deliver(TestEvent.of("second", "2026-03-04T08:00:00Z", "lead.created", "lead/L2"));
            job.horizon("2026-03-04T12:30:00Z");
            job.barrier();
            published.commit(job.takeChanges());
        }

        assertThat(published
                        .facts()
                        .get("sla_clock t lead/L1/first-response/1/3")
                        .get("policy_id"))
                .isEqualTo("first-response@1");
        Row second = published.facts().get("sla_clock t lead/L2/first-response/1/1");
        assertThat(second.get("policy_id")).isEqualTo("first-response@2");
        assertThat(second.time("due_at")).isEqualTo("2026-03-04T09:00:00Z");
        assertThat(published.facts()).doesNotContainKey("sla_clock t lead/L2/first-response/1/2");
    }

    private interface Step {
        void on(TimelineHarness job) throws Exception;
    }

    private static Outcome run(List<Row> alerts, Step... steps) throws Exception {
        Published published = new Published();
        Map<WindowKey, Window> windows = new HashMap<>();
        try (TimelineHarness job = TimelineHarness.start(setup(PolicyFeed.of(Policies.of(ShippedPolicies.all()))))) {
            for (Step step : steps) {
                step.on(job);
                job.barrier();
                published.commit(job.takeChanges());
                alerts.addAll(job.takeJournal("alert"));
                for (WindowDelta delta : job.takeDeltas()) {
                    windows.computeIfAbsent(delta.key(), Window::new).add(delta.sums());
                }
            }
        }
        Map<String, Row> rows = new TreeMap<>();
        windows.forEach((key, window) -> {
            if (!window.isEmpty()) {
                rows.put(key.id(), Row.of(Window.TYPE, Window.TYPE.row(window)));
            }
        });
        return new Outcome(published.facts(), rows, standing(alerts));
    }

    private static TimelineHarness.Setup setup(PolicyFeed policies) {
        return new TimelineHarness.Setup(Timelines.ENGAGEMENT, Retention.LIVE, Backend.HEAP, policies);
    }

    private static Map<String, Long> standing(List<Row> alerts) {
        Map<String, Long> standing = new TreeMap<>();
        for (Row alert : alerts) {
            long step = alert.get("status").equals("raised")
                    ? 1
                    : alert.get("status").equals("withdrawn") ? -1 : 0;
            standing.merge((String) alert.get("alert_id"), step, Long::sum);
        }
        standing.values().removeIf(count -> count == 0);
        return standing;
    }

    private static List<String> status(List<Row> alerts, String status) {
        return alerts.stream()
                .filter(alert -> alert.get("status").equals(status))
                .map(alert -> (String) alert.get("alert_id"))
                .sorted()
                .toList();
    }
}
