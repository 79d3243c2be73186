package dev.crmpulse.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.metrics.sla.TicketSlas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** Tickets, their ladder and their clocks; messages about them are counted with their lead. */
class TicketTimelineTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant END = START.plus(Duration.ofHours(12));
    private static final String[] TYPES = {
        "message.received",
        "message.sent",
        "lead.created",
        "ticket.opened",
        "ticket.opened",
        "ticket.opened",
        "ticket.responded",
        "ticket.handed_over",
        "ticket.handed_over",
        "ticket.paused",
        "ticket.paused",
        "ticket.resumed",
        "ticket.resolved",
        "ticket.resolved",
        "ticket.closed",
        "ticket.closed",
        "ticket.reopened",
        "ticket.reopened",
        "ticket.merged",
        "ticket.deleted"
    };

    @Test
    void aLadderOfATicketIsClimbedInSilence() {
        StoredTimeline tickets = new StoredTimeline(Timelines.TICKET, TicketSlas.POLICIES);
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
        StoredTimeline tickets = new StoredTimeline(Timelines.TICKET, TicketSlas.POLICIES);
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
        StoredTimeline tickets = new StoredTimeline(Timelines.TICKET, TicketSlas.POLICIES);
        StoredTimeline leads = new StoredTimeline(Timelines.ENGAGEMENT, TicketSlas.POLICIES);
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
        StoredTimeline stored = new StoredTimeline(Timelines.TICKET, TicketSlas.POLICIES);
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
                WordForWord.facts(Timelines.TICKET, TicketSlas.POLICIES, deliveries, END.toEpochMilli());
        assertThat(stored.published()).isEqualTo(expected);
        for (String state : List.of("kept", "breached", "cancelled")) {
            collect(expected, state, row -> state.equals(row.get("state")));
        }
        for (String status : List.of("paused", "closed", "merged")) {
            collect(expected, status, row -> status.equals(row.get("status")));
        }
        collect(expected, "reopened", row -> row.get("reopened_count") instanceof Integer count && count > 0);
        collect(
                expected,
                "paused and ended",
                row -> row.get("net_seconds") != null && row.get("pause_seconds") instanceof Long paused && paused > 0);
        collect(expected, "handed over", row -> row.get("handover_count") instanceof Integer count && count > 0);
        collect(
                expected,
                "whole ladder",
                row -> row.get("response_seconds") != null && row.get("closure_seconds") != null);
    }

    /** Refuses histories in which what matters hardly ever happens. */
    private static void collect(
            Map<String, Map<String, Object>> facts, String what, Predicate<Map<String, Object>> matters) {
        Statistics.label(what)
                .collect(facts.values().stream().anyMatch(matters))
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 1));
    }

    @Provide
    Arbitrary<List<TestEvent>> deliveries() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 16),
                        Arbitraries.of(TYPES),
                        Arbitraries.of("ticket/T1", "ticket/T1", "ticket/T2", "lead/L1"),
                        Arbitraries.of("", "service", "service", "sales", "sales"))
                .as((id, slot, type, subject, department) ->
                        message("e" + id, START.plus(Duration.ofMinutes(30L * slot)), type, subject, department))
                .list()
                .ofMinSize(12)
                .ofMaxSize(40);
    }

    private static TestEvent message(String id, Instant at, String type, String subject) {
        return message(id, at, type, subject, "");
    }

    private static TestEvent message(String id, Instant at, String type, String subject, String department) {
        boolean byCustomer = type.equals("message.received");
        return TestEvent.of(id, at.toString(), type, subject)
                .by(byCustomer ? "anna" : "rep-1", byCustomer ? "customer" : "human")
                .saying(Map.of("lead_id", "L1", "owner", "rep-1", "department", department));
    }
}
