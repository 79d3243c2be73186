package dev.crmpulse.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.SlaPolicy.Episodes;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.metrics.sla.TestSla;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * The result is a function of the set of deliveries and the horizon. Whatever happens on the way, {@link StoredTimeline}
 * checks that every change starts from what was published, so what is published at the end is the net of all changes.
 */
class AnyOrderTest {
    private static final Timeline ENGAGEMENT = Timelines.ENGAGEMENT;
    private static final Timeline WITH_SLAS = new Timeline(
            "engagement",
            ENGAGEMENT.kinds(),
            ENGAGEMENT.home(),
            KeyRule.NONE,
            Stream.<Fold<?, ?>>concat(Stream.of(new DeadlineFold()), ENGAGEMENT.folds().stream())
                    .toList());

    /** A customer of whom something was won is visited, again and again. */
    private static final Policies CUSTOMER_SLAS = Policies.of(List.of(TestSla.forCustomer("visit")
            .startedBy(EventType.DEAL_WON, EventType.VISIT_COMPLETED)
            .stoppedBy(EventType.VISIT_COMPLETED)
            .cancelledBy(EventType.CUSTOMER_CHURNED)
            .episodes(Episodes.EACH)
            .due("1 h")));

    @Property(tries = 600)
    void anyOrderAnyBatchesAndAnyHorizonsGiveWhatAllAtOnceGives(
            @ForAll("deliveries") List<TestEvent> deliveries, @ForAll Random random) {
        StoredTimeline stored = new StoredTimeline(WITH_SLAS, AnyPolicies.IN_FORCE);
        deliverWithHorizonsBetween(stored, deliveries, random);

        assertThat(stored.published())
                .isEqualTo(
                        WordForWord.facts(WITH_SLAS, AnyPolicies.IN_FORCE, deliveries, AnyHistory.END.toEpochMilli()));
        for (String state : List.of("open", "kept", "breached", "cancelled", "reached")) {
            collect(stored, "sla_clock", "state", state, state::equals);
        }
        collect(stored, "sla_clock", "cancel_reason", "restarted", "restarted"::equals);
        collect(stored, "sla_clock", "cancel_reason", "replanned", "replanned"::equals);
        collect(stored, "sla_clock", "pause_seconds", "some", paused -> (Long) paused > 0);
        collect(stored, "sla_clock", "business_seconds", "some", worked -> worked != null && (Long) worked > 0);
        collect(stored, "sla_clock", "overrun_seconds", "some", overrun -> overrun != null && (Long) overrun > 0);
        collect(stored, "lead_tier", "episode", "later ones", episode -> (Integer) episode > 1);
        collect(stored, "funnel_entry", "implied", "some", implied -> (Integer) implied == 1);
        collect(stored, "funnel_entry", "converted_at", "given", Objects::nonNull);
    }

    @Property(tries = 300)
    void everyHorizonOnTheWayGivesWhatAllAtOnceGivesAtIt(
            @ForAll("deliveries") List<TestEvent> deliveries, @ForAll Random random) {
        StoredTimeline stored = new StoredTimeline(WITH_SLAS, AnyPolicies.IN_FORCE);
        List<TestEvent> delivered = new ArrayList<>();
        long horizon = AnyHistory.START.toEpochMilli();
        for (List<TestEvent> batch : batches(shuffled(deliveries, random), random)) {
            horizon += random.nextInt(2) * DeadlineFold.HOUR_MILLIS / 2 + random.nextInt(2);
            stored.raiseHorizon(horizon);
            stored.deliver(batch);
            delivered.addAll(batch);

            assertThat(stored.published())
                    .isEqualTo(WordForWord.facts(WITH_SLAS, AnyPolicies.IN_FORCE, delivered, horizon));
        }
    }

    @Property(tries = 300)
    void everythingDoubledGivesTheSameFacts(@ForAll("deliveries") List<TestEvent> deliveries, @ForAll Random random) {
        List<TestEvent> doubled = new ArrayList<>(deliveries);
        doubled.addAll(deliveries);
        StoredTimeline stored = new StoredTimeline(ENGAGEMENT, AnyPolicies.IN_FORCE);
        batches(shuffled(doubled, random), random).forEach(stored::deliver);

        assertThat(stored.published())
                .isEqualTo(WordForWord.facts(ENGAGEMENT, AnyPolicies.IN_FORCE, deliveries, Long.MIN_VALUE));
    }

    @Property(tries = 200)
    void theSameDeliveriesAgainChangeNothingAndAreAcceptedNoMore(
            @ForAll("deliveries") List<TestEvent> deliveries, @ForAll Random random) {
        StoredTimeline stored = new StoredTimeline(WITH_SLAS, AnyPolicies.IN_FORCE);
        batches(shuffled(deliveries, random), random).forEach(stored::deliver);
        stored.raiseHorizon(AnyHistory.END.toEpochMilli());

        for (List<TestEvent> batch : batches(shuffled(deliveries, random), random)) {
            assertThat(stored.deliver(batch)).allSatisfy(result -> {
                assertThat(result.changes()).isEmpty();
                assertThat(result.remembered()).isEmpty();
                assertThat(result.acceptedDelta()).isZero();
            });
        }
    }

    @Property(tries = 200)
    void asManyAreAcceptedAsSurviveAmongAllDeliveries(
            @ForAll("deliveries") List<TestEvent> deliveries, @ForAll Random random) {
        StoredTimeline stored = new StoredTimeline(ENGAGEMENT, AnyPolicies.IN_FORCE);
        long accepted = 0;
        for (List<TestEvent> batch : batches(shuffled(deliveries, random), random)) {
            accepted += stored.deliver(batch).stream()
                    .mapToLong(ProcessingResult::acceptedDelta)
                    .sum();
        }

        Map<?, List<TestEvent>> byKey = deliveries.stream()
                .filter(event -> ENGAGEMENT.isHomeOf(event.event().type()))
                .collect(Collectors.groupingBy(TestEvent::key));
        long surviving = byKey.values().stream()
                .mapToLong(ofKey -> WordForWord.accepted(
                                ofKey.stream().map(TestEvent::event).toList())
                        .size())
                .sum();
        assertThat(accepted).isEqualTo(surviving);
    }

    @Property(tries = 200)
    void aFoldAddedLaterIsBuiltFromTheHistoryOnFirstTouch(
            @ForAll("deliveries") List<TestEvent> deliveries, @ForAll Random random) {
        long end = AnyHistory.END.toEpochMilli();
        List<TestEvent> shuffled = shuffled(deliveries, random);
        StoredTimeline stored = new StoredTimeline(ENGAGEMENT, AnyPolicies.IN_FORCE);
        batches(shuffled, random).forEach(stored::deliver);
        stored.goOnWith(WITH_SLAS);
        List<TestEvent> touches = shuffled.stream()
                .map(TestEvent::key)
                .distinct()
                .map(key -> TestEvent.of("touch", AnyHistory.END.toString(), "lead.behavior", key.subject()))
                .toList();
        stored.deliver(touches);
        stored.raiseHorizon(end);

        List<TestEvent> all = new ArrayList<>(deliveries);
        all.addAll(touches);
        assertThat(stored.published()).isEqualTo(WordForWord.facts(WITH_SLAS, AnyPolicies.IN_FORCE, all, end));
    }

    @Property(tries = 300)
    void anyOrderAndAnyBatchesOfSurveysAndChangesOfPeopleGiveWhatAllAtOnceGives(
            @ForAll("surveysAndPeople") List<TestEvent> deliveries, @ForAll Random random) {
        for (Timeline timeline : List.of(Timelines.CUSTOMER, Timelines.PEOPLE)) {
            StoredTimeline stored = new StoredTimeline(timeline, CUSTOMER_SLAS);
            batches(shuffled(deliveries, random), random).forEach(stored::deliver);

            assertThat(stored.published())
                    .isEqualTo(WordForWord.facts(timeline, CUSTOMER_SLAS, deliveries, Long.MIN_VALUE));
            timeline.folds().forEach(fold -> collect(stored, fold.factType().name()));
        }
    }

    @Property(tries = 150)
    void surveysAndChangesOfPeopleDoubledGiveTheSameFacts(
            @ForAll("surveysAndPeople") List<TestEvent> deliveries, @ForAll Random random) {
        List<TestEvent> doubled = new ArrayList<>(deliveries);
        doubled.addAll(deliveries);
        for (Timeline timeline : List.of(Timelines.CUSTOMER, Timelines.PEOPLE)) {
            StoredTimeline stored = new StoredTimeline(timeline, CUSTOMER_SLAS);
            batches(shuffled(doubled, random), random).forEach(stored::deliver);

            assertThat(stored.published())
                    .isEqualTo(WordForWord.facts(timeline, CUSTOMER_SLAS, deliveries, Long.MIN_VALUE));
        }
    }

    @Property(tries = 300)
    void anyOrderAnyBatchesAndAnyHorizonsOfDecisionsAndHandoversGiveWhatAllAtOnceGives(
            @ForAll("decisionsAndHandovers") List<TestEvent> deliveries, @ForAll Random random) {
        for (Timeline timeline : List.of(Timelines.QUEUE, Timelines.HANDOVER)) {
            StoredTimeline stored = new StoredTimeline(timeline, Policies.NONE);
            deliverWithHorizonsBetween(stored, deliveries, random);

            assertThat(stored.published())
                    .isEqualTo(WordForWord.facts(timeline, Policies.NONE, deliveries, AnyHistory.END.toEpochMilli()));
            if (timeline.equals(Timelines.QUEUE)) {
                for (String state : List.of("closed", "at risk", "open", "half open")) {
                    collect(stored, "breaker", "state", state, state::equals);
                }
            } else {
                collect(stored, "handover", "ended_at", "given", Objects::nonNull);
                collect(stored, "handover", "ended_at", "none", Objects::isNull);
            }
        }
    }

    @Property(tries = 150)
    void decisionsAndHandoversDoubledGiveTheSameFacts(
            @ForAll("decisionsAndHandovers") List<TestEvent> deliveries, @ForAll Random random) {
        List<TestEvent> doubled = new ArrayList<>(deliveries);
        doubled.addAll(deliveries);
        for (Timeline timeline : List.of(Timelines.QUEUE, Timelines.HANDOVER)) {
            StoredTimeline stored = new StoredTimeline(timeline, Policies.NONE);
            batches(shuffled(doubled, random), random).forEach(stored::deliver);

            assertThat(stored.published())
                    .isEqualTo(WordForWord.facts(timeline, Policies.NONE, deliveries, Long.MIN_VALUE));
        }
    }

    /** All of them in some order, with horizons between them and at last the end. */
    private static void deliverWithHorizonsBetween(StoredTimeline stored, List<TestEvent> deliveries, Random random) {
        long end = AnyHistory.END.toEpochMilli();
        long horizon = AnyHistory.START.toEpochMilli();
        for (List<TestEvent> batch : batches(shuffled(deliveries, random), random)) {
            stored.deliver(batch);
            if (random.nextInt(3) == 0) {
                horizon += (long) (random.nextDouble() * (end - horizon) / 3);
                stored.raiseHorizon(horizon);
            }
        }
        stored.raiseHorizon(end);
    }

    private static void collect(StoredTimeline stored, String fact) {
        String decisive = Map.of(
                        "survey_answer",
                        "superseded_at",
                        "survey_request",
                        "ended_at",
                        "people",
                        "team",
                        "knowledge_share",
                        "link",
                        "peer_rating",
                        "relation",
                        "sla_clock",
                        "ended_at",
                        "visit",
                        "ended_at",
                        "relationship_event",
                        "kind",
                        "people_event",
                        "team_id")
                .get(fact);
        collect(stored, fact, decisive, "given", value -> value != null && !value.equals(""));
    }

    /** Refuses histories in which what matters hardly ever happens. */
    private static void collect(
            StoredTimeline stored, String fact, String column, String what, Predicate<Object> matters) {
        boolean seen =
                stored.published(fact).stream().map(row -> row.get(column)).anyMatch(matters);
        Statistics.label(fact + " with " + column + ": " + what).collect(seen).coverage(coverage -> coverage.check(true)
                .percentage(share -> share > 2));
    }

    @Provide
    Arbitrary<List<TestEvent>> surveysAndPeople() {
        return AnyHistory.deliveriesOf(AnySurveyOrChange.events());
    }

    @Provide
    Arbitrary<List<TestEvent>> decisionsAndHandovers() {
        return AnyHistory.deliveriesOf(AnyDecisionOrHandover.events());
    }

    @Provide
    Arbitrary<List<TestEvent>> deliveries() {
        return AnyHistory.deliveries();
    }

    private static List<TestEvent> shuffled(List<TestEvent> deliveries, Random random) {
        List<TestEvent> shuffled = new ArrayList<>(deliveries);
        if (random.nextInt(4) > 0) {
            Collections.shuffle(shuffled, random);
        }
        return shuffled;
    }

    private static List<List<TestEvent>> batches(List<TestEvent> deliveries, Random random) {
        List<List<TestEvent>> batches = new ArrayList<>();
        int largest = 1 + random.nextInt(6);
        for (int from = 0; from < deliveries.size(); ) {
            int to = Math.min(deliveries.size(), from + 1 + random.nextInt(largest));
            batches.add(deliveries.subList(from, to));
            from = to;
        }
        return batches;
    }
}
