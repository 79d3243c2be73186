package dev.crmpulse.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** A second timeline with a ladder of two levels, whose events are counted on the first. */
class TicketTimelineTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant END = START.plus(Duration.ofHours(12));

    @Test
    void aLadderOfATicketIsClimbedInSilence() {
        StoredTimeline tickets = new StoredTimeline(TicketTimeline.TIMELINE, TicketTimeline.POLICIES);
        tickets.deliver(List.of(message("question", START, "message.received", "ticket/T1")));
        tickets.raiseHorizon(START.plus(Duration.ofHours(2)).toEpochMilli());

        assertThat(tickets.published("sla_clock"))
                .extracting(
                        row -> row.get("id"),
                        row -> row.get("entity"),
                        row -> row.get("entity_id"),
                        row -> row.get("state"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ticket/T1/ticket-answer/1/1", "ticket", "T1", "breached"),
                        org.assertj.core.groups.Tuple.tuple("ticket/T1/ticket-answer/1/2", "ticket", "T1", "open"));
    }

    @Test
    void aTicketBelongsToTheOwnerThatWasNamedLast() {
        StoredTimeline tickets = new StoredTimeline(TicketTimeline.TIMELINE, TicketTimeline.POLICIES);
        tickets.deliver(List.of(
                message("question", START, "message.received", "ticket/T1"),
                message("handover", START.plusSeconds(60), "message.received", "ticket/T1")
                        .saying(Map.of("lead_id", "L1", "owner", "rep-2", "customer_id", "C1"))));

        assertThat(tickets.published("sla_clock")).isNotEmpty().allSatisfy(row -> assertThat(row)
                .containsEntry("owner_at_start", "rep-1")
                .containsEntry("owner", "rep-2")
                .containsEntry("customer_id", "C1"));
    }

    @Test
    void aMessageOnATicketOfALeadIsEvaluatedOnBothTimelinesAndCountedOnOne() {
        StoredTimeline tickets = new StoredTimeline(TicketTimeline.TIMELINE, TicketTimeline.POLICIES);
        StoredTimeline leads = new StoredTimeline(Timelines.ENGAGEMENT, TicketTimeline.POLICIES);
        List<TestEvent> events = List.of(message("question", START, "message.received", "ticket/T1"));

        assertThat(tickets.deliver(events))
                .singleElement()
                .extracting(ProcessingResult::acceptedDelta)
                .isEqualTo(0L);
        assertThat(leads.deliver(events))
                .singleElement()
                .extracting(ProcessingResult::acceptedDelta)
                .isEqualTo(1L);
        assertThat(leads.published("next_response")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("lead_id", "L1"));
    }

    @Property(tries = 300)
    void anyOrderAnyBatchesAndAnyHorizonsGiveWhatAllAtOnceGives(
            @ForAll("deliveries") List<TestEvent> deliveries, @ForAll Random random) {
        StoredTimeline stored = new StoredTimeline(TicketTimeline.TIMELINE, TicketTimeline.POLICIES);
        List<TestEvent> shuffled = new ArrayList<>(deliveries);
        Collections.shuffle(shuffled, random);
        long horizon = START.toEpochMilli();
        for (TestEvent event : shuffled) {
            stored.deliver(List.of(event));
            if (random.nextInt(3) == 0) {
                horizon += (END.toEpochMilli() - horizon) / 4;
                stored.raiseHorizon(horizon);
            }
        }
        stored.raiseHorizon(END.toEpochMilli());

        Map<String, Map<String, Object>> expected =
                WordForWord.facts(TicketTimeline.TIMELINE, TicketTimeline.POLICIES, deliveries, END.toEpochMilli());
        assertThat(stored.published()).isEqualTo(expected);
        for (String state : List.of("kept", "breached")) {
            Statistics.label(state)
                    .collect(expected.values().stream().anyMatch(row -> state.equals(row.get("state"))))
                    .coverage(coverage -> coverage.check(true).percentage(share -> share > 10));
        }
    }

    @Provide
    Arbitrary<List<TestEvent>> deliveries() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(0, 16),
                        Arbitraries.of("message.received", "message.received", "message.sent", "lead.created"),
                        Arbitraries.of("ticket/T1", "ticket/T2", "lead/L1"))
                .as((id, slot, type, subject) ->
                        message("e" + id, START.plus(Duration.ofMinutes(30L * slot)), type, subject))
                .list()
                .ofMinSize(1)
                .ofMaxSize(15);
    }

    private static TestEvent message(String id, Instant at, String type, String subject) {
        return TestEvent.of(id, at.toString(), type, subject)
                .by(type.equals("message.sent") ? "rep-1" : "anna", type.equals("message.sent") ? "human" : "customer")
                .saying(Map.of("lead_id", "L1", "owner", "rep-1"));
    }
}
