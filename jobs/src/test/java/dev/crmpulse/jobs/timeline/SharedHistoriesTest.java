package dev.crmpulse.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.move.MoveGraph;
import dev.crmpulse.engine.move.MoveNode;
import dev.crmpulse.engine.move.MoveStatement;
import dev.crmpulse.engine.move.SharedHistory;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.timeline.History;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.engine.timeline.TimelineProcessor;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Leads that are merged and deals that join their lead: what is published is what one history of all their events gives. */
class SharedHistoriesTest {
    private static final Policies POLICIES = Policies.of(ShippedPolicies.all());
    private static final String END = "2026-03-09T18:00:00Z";
    private static final Retention TEN_DAYS = Retention.of(Duration.ofDays(10), Duration.ofDays(30));
    private static final Retention FIVE_DAYS = Retention.of(Duration.ofDays(5), Duration.ofDays(30));

    @Example
    void aChainOfFourMergedLeadsGivesTheSameRowsInAll24Orders() throws Exception {
        List<List<TestEvent>> merges = permutations(List.of(
                merge("L1", "L2", "2026-03-02T11:00:00Z"),
                merge("L2", "L3", "2026-03-02T12:00:00Z"),
                merge("L3", "L4", "2026-03-02T13:00:00Z"),
                merge("L4", "L5", "2026-03-02T14:00:00Z")));
        Map<String, Row> expected = byTheRules(concat(activity(), merges.get(0)));

        assertThat(merges).hasSize(24);
        assertThat(expected.keySet().stream().filter(id -> id.startsWith("first_response")))
                .containsExactly("first_response t L5");
        for (List<TestEvent> order : merges) {
            assertThat(publishedWithActivityBetween(order)).isEqualTo(expected);
        }
    }

    @Example
    void aMergedLeadIsNotEscalatedButTheOneThatStaysIs() throws Exception {
        try (TimelineHarness job = start(Retention.LIVE)) {
            Published published = new Published();
            job.deliver(created("L1", "2026-03-02T09:00:00Z"), created("L2", "2026-03-02T09:30:00Z"));
            job.horizon("2026-03-02T09:31:00Z");
            job.barrier();
            published.commit(job.takeChanges());
            job.deliver(merge("L1", "L2", "2026-03-02T09:32:00Z"));
            job.horizon("2026-03-02T09:33:00Z");
            job.barrier();
            published.commit(job.takeChanges());

            assertThat(published.facts().keySet())
                    .noneMatch(id -> id.contains("L1"))
                    .anyMatch(id -> id.startsWith("sla_clock t lead/L2/"));
            assertThat(published.only("first_response").time("started_at")).isEqualTo("2026-03-02T09:00:00Z");
        }
    }

    @Example
    void theLeadThatStaysIsNotAlertedOfAnew() throws Exception {
        try (TimelineHarness job = start(Retention.LIVE)) {
            job.deliver(created("L1", "2026-03-02T09:30:00Z"), created("L2", "2026-03-02T09:00:00Z"));
            job.horizon("2026-03-02T23:00:00Z");
            job.barrier();
            List<String> raised = alertsOf("lead/L2", job.takeJournal("alert"));
            job.deliver(merge("L1", "L2", "2026-03-02T22:00:00Z"));
            job.horizon("2026-03-02T23:00:01Z");
            job.barrier();
            List<Row> afterwards = job.takeJournal("alert");

            assertThat(raised).isNotEmpty();
            assertThat(alertsOf("lead/L2", afterwards)).isEmpty();
            assertThat(alertsOf("lead/L1", afterwards)).isNotEmpty().allMatch(alert -> alert.startsWith("withdrawn"));
        }
    }

    @Example
    void aDealWhoseEventsDoNotSayItsLeadJoinsIt() throws Exception {
        Published published = new Published();
        try (TimelineHarness job = start(Retention.REPLAY)) {
            job.deliver(
                    created("L1", "2026-03-02T09:00:00Z"),
                    TestEvent.of("d1", "2026-03-02T10:00:00Z", "deal.created", "deal/D1")
                            .saying(Map.of("stage", "demo")));
            job.barrier();
            published.commit(job.takeChanges());
            assertThat(published.only("deal").get("id")).isEqualTo("D1");

            job.deliver(
                    TestEvent.of("c1", "2026-03-02T10:30:00Z", "message.sent", "lead/L1")
                            .by("rep-1", "human")
                            .saying(Map.of("deal_id", "D1")),
                    TestEvent.of("d2", "2026-03-02T12:00:00Z", "deal.won", "deal/D1"));
            job.barrier();
            published.commit(job.takeChanges());
        }

        assertThat(published.only("deal").get("id")).isEqualTo("L1/D1");
        assertThat(published.only("deal").get("lead_id")).isEqualTo("L1");
        assertThat(published.only("deal").get("outcome")).isEqualTo("won");
        assertThat(published.rows()).isEqualTo(published.facts());
    }

    @Example
    void deliveriesOfAMovedHistoryAreCountedOnceWhereTheyArrive() throws Exception {
        try (TimelineHarness job = start(Retention.REPLAY)) {
            job.deliver(created("L1", "2026-03-02T09:00:00Z"), merge("L1", "L2", "2026-03-02T09:10:00Z"));
            job.barrier();
            job.takeJournal("ledger");
            job.deliver(created("L1", "2026-03-02T09:00:00Z"), created("L2", "2026-03-02T09:05:00Z"));
            job.barrier();

            assertThat(job.takeJournal("ledger")).singleElement().satisfies(row -> {
                assertThat(row.get("delivered")).isEqualTo(2L);
                assertThat(row.get("accepted")).isEqualTo(1L);
            });
        }
    }

    @Example
    void anEventOfAMovedHistoryMayComeTooLate() throws Exception {
        try (TimelineHarness job = start(Retention.LIVE)) {
            job.deliver(created("L1", "2026-03-02T09:00:00Z"), merge("L1", "L2", "2026-03-02T09:10:00Z"));
            job.horizon("2027-12-01T00:00:00Z");
            job.barrier();
            job.takeChanges();
            job.deliver(TestEvent.of("c", "2026-03-02T09:20:00Z", "message.sent", "lead/L1")
                    .by("rep-1", "human"));
            job.barrier();

            assertThat(job.takeChanges()).isEmpty();
            assertThat(job.takeJournal("late")).hasSize(1);
        }
    }

    @Example
    void historiesThatBecameOneAreLetGoWhenNoEventOfThemWouldBeTakenAnyMore() throws Exception {
        try (TimelineHarness job = start(TEN_DAYS)) {
            job.deliver(closed("L1", "2026-03-02T09:00:00Z"));
            job.deliver(closed("L2", "2026-03-02T09:30:00Z"));
            job.deliver(merge("L1", "L2", "2026-03-03T10:00:00Z"));
            job.horizon("2026-03-04T00:00:00Z");
            job.barrier();
            assertThat(job.stateEntries())
                    .as("state and history of both, and of the shared one")
                    .isEqualTo(6);

            job.horizon("2026-03-13T10:00:00Z");
            assertThat(job.stateEntries())
                    .as("those of L1, and of the shared one")
                    .isEqualTo(5);
            job.takeChanges();
            job.horizon("2026-03-13T10:00:00.001Z");
            assertThat(job.stateEntries()).as("where both went; retired").isEqualTo(3);

            job.horizon("2026-04-02T10:00:00.001Z");
            assertThat(job.stateEntries()).isZero();
            assertThat(job.timers()).isZero();
            assertThat(job.takeChanges()).as("what was stated holds").isEmpty();
        }
    }

    @Example
    void anEventOfALeadThatWasLetGoIsEvaluatedWithTheOpenOneItWasMergedInto() throws Exception {
        TestEvent[] before = {
            created("L1", "2026-03-02T09:00:00Z"),
            created("L2", "2026-03-02T09:30:00Z"),
            merge("L1", "L2", "2026-03-02T10:00:00Z")
        };
        TestEvent answer = TestEvent.of("at last", "2026-03-08T09:00:00Z", "message.sent", "lead/L1")
                .by("rep-1", "human");
        Published published = new Published();
        try (TimelineHarness job = start(FIVE_DAYS)) {
            job.deliver(before);
            job.horizon("2026-03-08T08:00:00Z");
            job.barrier();
            assertThat(job.stateEntries())
                    .as("where both went; state and history of the shared one")
                    .isEqualTo(4);
            job.takeJournal("ledger");
            job.deliver(answer, answer);
            job.horizon(END);
            job.barrier();
            published.commit(job.takeChanges());

            assertThat(job.takeJournal("ledger")).singleElement().satisfies(row -> {
                assertThat(row.get("delivered")).isEqualTo(2L);
                assertThat(row.get("accepted")).isEqualTo(1L);
            });
        }

        assertThat(published.facts())
                .isEqualTo(byTheRules(concat(List.of(before), List.of(answer))))
                .containsKey("first_response t L2");
        assertThat(published.only("first_response").time("ended_at")).isEqualTo("2026-03-08T09:00:00Z");
    }

    @Example
    void anOldLeadThatIsMergedMayBeMergedFurtherSoonAfterwards() throws Exception {
        TestEvent[] before = {created("L1", "2026-02-02T09:00:00Z"), created("L2", "2026-03-02T09:30:00Z")};
        TestEvent first = merge("L1", "L2", "2026-03-08T09:00:00Z");
        TestEvent further = merge("L2", "L3", "2026-03-09T09:00:00Z");
        Published published = new Published();
        try (TimelineHarness job = start(FIVE_DAYS)) {
            job.deliver(before);
            job.horizon("2026-03-08T08:00:00Z");
            job.deliver(first);
            job.horizon("2026-03-09T08:00:00Z");
            job.deliver(further);
            job.horizon(END);
            job.barrier();
            published.commit(job.takeChanges());
        }

        assertThat(published.facts())
                .isEqualTo(byTheRules(concat(List.of(before), List.of(first, further))))
                .containsKey("first_response t L3");
        assertThat(published.only("first_response").time("started_at")).isEqualTo("2026-02-02T09:00:00Z");
    }

    @Example
    void anEventForSharedHistoriesThatWereLetGoIsRefusedAndCountedAsLate() throws Exception {
        try (TimelineHarness job = start(TEN_DAYS)) {
            job.deliver(closed("L1", "2026-03-02T09:00:00Z"));
            job.deliver(closed("L2", "2026-03-02T09:30:00Z"));
            job.deliver(merge("L1", "L2", "2026-03-02T10:00:00Z"));
            job.horizon("2026-03-20T00:00:00Z");
            job.barrier();
            job.takeJournal("ledger");
            job.takeChanges();
            job.deliver(TestEvent.of("afterwards", "2026-03-19T09:00:00Z", "message.sent", "lead/L1")
                    .by("rep-1", "human"));
            job.barrier();

            assertThat(job.takeChanges()).isEmpty();
            assertThat(job.takeJournal("late"))
                    .extracting(late -> late.get("key"), late -> late.get("id"), late -> late.get("reason"))
                    .containsExactly(tuple("lead/L2", "afterwards", "retired"));
            List<Row> ledger = job.takeJournal("ledger");
            assertThat(Stream.of("delivered", "accepted", "late").map(column -> sum(ledger, column)))
                    .containsExactly(1L, 0L, 1L);
        }
    }

    private static long sum(List<Row> rows, String column) {
        return rows.stream().mapToLong(row -> (Long) row.get(column)).sum();
    }

    /** A lead that was answered, and of which nothing is to be expected. */
    private static TestEvent[] closed(String lead, String at) {
        String answered = Instant.parse(at).plusSeconds(600).toString();
        String ended = Instant.parse(at).plusSeconds(1200).toString();
        return new TestEvent[] {
            created(lead, at),
            TestEvent.of("answer-" + lead, answered, "message.sent", "lead/" + lead)
                    .by("rep-1", "human"),
            TestEvent.of("end-" + lead, ended, "lead.disqualified", "lead/" + lead)
        };
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void whatIsPublishedFollowsFromOneHistoryOfAllThatMoved(@ForAll Random random) throws Exception {
        List<TestEvent> deliveries = new RandomHistory(random).deliveries();
        Published published = new Published();
        try (TimelineHarness job = start(Retention.REPLAY)) {
            for (TestEvent delivery : deliveries) {
                job.deliver(delivery);
                if (random.nextInt(5) == 0) {
                    job.barrier();
                }
            }
            job.horizon(END);
            job.barrier();
            published.commit(job.takeChanges());
        }

        Map<String, Row> expected = byTheRules(deliveries);
        Map<String, Row> missing = new TreeMap<>(expected);
        missing.entrySet().removeAll(published.facts().entrySet());
        Map<String, Row> odd = new TreeMap<>(published.facts());
        odd.entrySet().removeAll(expected.entrySet());
        assertThat(odd).as("rows that do not follow").isEqualTo(missing);
        assertThat(published.rows()).isEqualTo(published.facts());
    }

    /** The facts of all deliveries at once, each history under its root. */
    private static Map<String, Row> byTheRules(List<TestEvent> deliveries) throws IOException {
        Map<String, MoveNode> nodes = new HashMap<>();
        MoveGraph graph = new MoveGraph(new MoveGraph.Nodes() {
            @Override
            public MoveNode get(String subject) {
                return nodes.get(subject);
            }

            @Override
            public void put(String subject, MoveNode node) {
                nodes.put(subject, node);
            }
        });
        Set<String> dealsOfTheirOwn = new HashSet<>();
        List<MoveStatement> statements = new ArrayList<>();
        for (TestEvent delivery : deliveries) {
            MoveStatement ofDeal = MoveStatement.ofDeal(delivery.key(), delivery.event());
            if (ofDeal != null && ofDeal.into().isEmpty()) {
                dealsOfTheirOwn.add(ofDeal.subject());
            } else if (ofDeal != null) {
                statements.add(ofDeal);
            }
            MoveStatement merge = MoveStatement.ofMerge(delivery.key(), delivery.event());
            if (merge != null) {
                statements.add(merge);
            }
        }
        // a deal joins its lead where events of a lead, a contact or a deal name it alone
        statements.removeIf(
                statement -> statement.subject().startsWith("deal/") && !dealsOfTheirOwn.contains(statement.subject()));
        Map<String, String> roots = new HashMap<>();
        for (MoveStatement statement : statements) {
            graph.take(statement).forEach(move -> roots.put(move.subject(), move.root()));
        }
        Map<EntityKey, List<CrmEvent>> histories = new HashMap<>();
        Set<EntityKey> shared = new HashSet<>();
        for (TestEvent delivery : deliveries) {
            EntityKey home = Timelines.ENGAGEMENT.keyOf(delivery.key(), delivery.subjectKey(), delivery.event());
            if (home != null) {
                String subject = home.subject();
                EntityKey root = EntityKey.of(TestEvent.TENANT, roots.getOrDefault(subject, subject));
                histories.computeIfAbsent(root, key -> new ArrayList<>()).add(delivery.event());
                if (!root.equals(home)) {
                    shared.add(root);
                }
            }
        }
        Published published = new Published();
        List<FactChange> changes = new ArrayList<>();
        histories.forEach((key, events) -> changes.addAll((shared.contains(key)
                        ? new TimelineProcessor(Timelines.ENGAGEMENT, POLICIES, new SharedHistory())
                        : new TimelineProcessor(Timelines.ENGAGEMENT, POLICIES))
                .process(
                        key,
                        Timelines.ENGAGEMENT.newState(),
                        new ArrayList<>(new History(events).accepted().events()),
                        Instant.parse(END).toEpochMilli(),
                        List::of)
                .changes()));
        published.commit(changes);
        return new TreeMap<>(published.facts());
    }

    private static Map<String, Row> publishedWithActivityBetween(List<TestEvent> merges) throws Exception {
        Published published = new Published();
        try (TimelineHarness job = start(Retention.REPLAY)) {
            List<TestEvent> activity = activity();
            for (int i = 0; i < merges.size(); i++) {
                job.deliver(activity.subList(3 * i, 3 * i + 3).toArray(new TestEvent[0]));
                job.barrier();
                job.deliver(merges.get(i));
                job.barrier();
                published.commit(job.takeChanges());
            }
            job.deliver(activity.subList(12, activity.size()).toArray(new TestEvent[0]));
            job.horizon(END);
            job.barrier();
            published.commit(job.takeChanges());
        }
        assertThat(published.rows()).isEqualTo(published.facts());
        return new TreeMap<>(published.facts());
    }

    /** Each of five leads comes in, is given to somebody, writes and is answered; one has a deal. */
    private static List<TestEvent> activity() {
        List<TestEvent> events = new ArrayList<>();
        for (int lead = 1; lead <= 5; lead++) {
            String subject = "lead/L" + lead;
            events.add(created("L" + lead, "2026-03-02T0" + (4 + lead) + ":00:00Z"));
            events.add(TestEvent.of("in" + lead, "2026-03-02T1" + lead + ":30:00Z", "message.received", subject)
                    .by("anna", "customer"));
            events.add(TestEvent.of("out" + lead, "2026-03-02T1" + lead + ":45:00Z", "message.sent", subject)
                    .by("rep-" + lead, "human"));
        }
        events.add(TestEvent.of("deal", "2026-03-03T09:00:00Z", "deal.created", "deal/D1")
                .saying(Map.of("lead_id", "L2", "stage", "demo")));
        events.add(TestEvent.of("won", "2026-03-04T09:00:00Z", "deal.won", "deal/D1"));
        return events;
    }

    private static TestEvent created(String lead, String at) {
        return TestEvent.of("new-" + lead, at, "lead.created", "lead/" + lead).saying(Map.of("owner", "rep-" + lead));
    }

    private static TestEvent merge(String lead, String into, String at) {
        return TestEvent.of("merge-" + lead, at, "lead.merged", "lead/" + lead).saying(Map.of("into", into));
    }

    private static TimelineHarness start(Retention retention) throws Exception {
        return TimelineHarness.start(
                new TimelineHarness.Setup(Timelines.ENGAGEMENT, retention, Backend.HEAP, PolicyFeed.of(POLICIES)));
    }

    private static List<String> alertsOf(String lead, List<Row> alerts) {
        return alerts.stream()
                .filter(row -> row.get("alert_id").toString().startsWith(lead + "/"))
                .map(row -> row.get("status") + " " + row.get("alert_id"))
                .toList();
    }

    private static List<TestEvent> concat(List<TestEvent> some, List<TestEvent> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static List<List<TestEvent>> permutations(List<TestEvent> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<TestEvent>> all = new ArrayList<>();
        for (TestEvent head : of) {
            List<TestEvent> rest = new ArrayList<>(of);
            rest.remove(head);
            permutations(rest).forEach(tail -> all.add(concat(List.of(head), tail)));
        }
        return all;
    }
}
