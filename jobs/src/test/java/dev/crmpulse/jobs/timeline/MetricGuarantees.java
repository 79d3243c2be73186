package dev.crmpulse.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.event.Twins;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.ShippedRules;
import dev.crmpulse.engine.policy.TenantPolicy;
import dev.crmpulse.engine.rollup.Window;
import dev.crmpulse.engine.rollup.WindowDelta;
import dev.crmpulse.engine.rollup.WindowKey;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.metrics.sla.TicketSlas;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is promised of every timeline, whatever its folds are: the facts are a function of the set of deliveries and the
 * horizon. Order, repeats, batches, checkpoints, crashes and the number of subtasks are not part of it.
 */
final class MetricGuarantees {
    private static final int MOST_KILLS = 4;

    private final TimelineHarness.Setup setup;
    private final Instant start;
    private final Instant end;

    /** The shipped policies and those for tickets, for a tenant that works by the German calendar. */
    private static final Policies POLICIES = Policies.of(
                    Stream.concat(ShippedPolicies.all().stream(), TicketSlas.POLICIES.all().stream())
                            .toList())
            .with(new TenantPolicy(
                    new PolicyHead(TestEvent.TENANT, TenantPolicy.ID, 1, 0),
                    ZoneId.of("Europe/Berlin"),
                    "de-office",
                    "EUR",
                    1,
                    ShippedRules.ALL,
                    Twins.NONE,
                    List.of("country")));

    /** What a run came to. */
    record Outcome(Map<String, Row> facts, Map<String, Row> windows, long delivered, long accepted) {}

    /** One thing that reaches a job: deliveries, or a new horizon where it is not null. */
    private record Step(List<TestEvent> deliveries, Instant horizon) {}

    MetricGuarantees(Timeline timeline, Backend backend, Instant start, Instant end) {
        this.setup = new TimelineHarness.Setup(timeline, Retention.REPLAY, backend, PolicyFeed.of(POLICIES));
        this.start = start;
        this.end = end;
    }

    /** The run in which nothing goes wrong: all at once, then the horizon. */
    Outcome undisturbed(List<TestEvent> deliveries) throws Exception {
        return run(List.of(new Step(deliveries, null), new Step(List.of(), end)), new Random(0), 0);
    }

    /** Any order, in batches, with checkpoints and horizons between them. */
    void holdInAnyOrder(List<TestEvent> deliveries, Random random) throws Exception {
        assertThat(run(steps(shuffled(deliveries, random), random), random, 0)).isEqualTo(undisturbed(deliveries));
    }

    /** Every delivery comes twice, anywhere: all facts stay, and the second ones are counted. */
    void holdWithRepeats(List<TestEvent> deliveries, Random random) throws Exception {
        List<TestEvent> doubled = new ArrayList<>(deliveries);
        doubled.addAll(deliveries);
        Outcome undisturbed = undisturbed(deliveries);

        assertThat(run(steps(shuffled(doubled, random), random), random, 0))
                .isEqualTo(new Outcome(
                        undisturbed.facts(),
                        undisturbed.windows(),
                        2 * undisturbed.delivered(),
                        undisturbed.accepted()));
    }

    /** Crashes between checkpoints: the last one is restored, on one or two subtasks, and what came after it is fed again. */
    void holdOverKills(List<TestEvent> deliveries, Random random) throws Exception {
        assertThat(run(steps(shuffled(deliveries, random), random), random, MOST_KILLS))
                .isEqualTo(undisturbed(deliveries));
    }

    private Outcome run(List<Step> steps, Random random, int kills) throws Exception {
        Published published = new Published();
        Map<WindowKey, Window> windows = new HashMap<>();
        long delivered = 0;
        long accepted = 0;
        int killsLeft = kills;
        int next = 0;
        int nextAtSnapshot = 0;
        TimelineHarness job = TimelineHarness.start(setup);
        TimelineHarness.Snapshot snapshot = null;
        try {
            while (next < steps.size()) {
                Step step = steps.get(next++);
                job.deliver(step.deliveries().toArray(new TestEvent[0]));
                if (step.horizon() != null) {
                    job.horizon(step.horizon());
                }
                if (killsLeft > 0 && random.nextInt(4) == 0) {
                    killsLeft--;
                    job.close();
                    job = snapshot == null
                            ? TimelineHarness.start(setup)
                            : TimelineHarness.restore(setup, snapshot, 1 + random.nextInt(2));
                    next = nextAtSnapshot;
                } else if (next == steps.size() || random.nextInt(3) == 0) {
                    snapshot = job.barrier();
                    nextAtSnapshot = next;
                    published.commit(job.takeChanges());
                    for (WindowDelta delta : job.takeDeltas()) {
                        windows.computeIfAbsent(delta.key(), Window::new).add(delta.sums());
                    }
                    for (Row counted : job.takeJournal("ledger")) {
                        delivered += (Long) counted.get("delivered");
                        accepted += (Long) counted.get("accepted");
                        assertThat(counted.get("late")).as("late in a replay").isEqualTo(0L);
                    }
                }
            }
        } finally {
            job.close();
        }
        assertThat(published.rows()).as("rows of the tables").isEqualTo(published.facts());
        return new Outcome(published.facts(), rows(windows), delivered, accepted);
    }

    private static Map<String, Row> rows(Map<WindowKey, Window> windows) {
        Map<String, Row> rows = new TreeMap<>();
        windows.forEach((key, window) -> {
            if (!window.isEmpty()) {
                rows.put(key.id(), Row.of(Window.TYPE, Window.TYPE.row(window)));
            }
        });
        return rows;
    }

    /** Batches of a few deliveries with horizons between them, rising to the end. */
    private List<Step> steps(List<TestEvent> deliveries, Random random) {
        List<Step> steps = new ArrayList<>();
        Instant horizon = start;
        for (int from = 0; from < deliveries.size(); ) {
            int to = Math.min(deliveries.size(), from + 1 + random.nextInt(6));
            steps.add(new Step(deliveries.subList(from, to), null));
            if (random.nextInt(3) == 0) {
                long ahead = Duration.between(horizon, end).toMillis();
                horizon = horizon.plusMillis((long) (random.nextDouble() * ahead / 3));
                steps.add(new Step(List.of(), horizon));
            }
            from = to;
        }
        steps.add(new Step(List.of(), end));
        return steps;
    }

    private static List<TestEvent> shuffled(List<TestEvent> deliveries, Random random) {
        List<TestEvent> shuffled = new ArrayList<>(deliveries);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
