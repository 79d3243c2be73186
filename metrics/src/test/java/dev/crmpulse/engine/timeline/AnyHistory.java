package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.event.Twins;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Histories of two leads and two deals as bad as they come: every type, many in one instant, some under the id or with
 * the contents of another, repeated, corrected.
 */
final class AnyHistory {
    static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    /** An hour has four, so that answers fall onto deadlines. */
    private static final Duration SLOT = Duration.ofMinutes(15);

    private static final int SLOTS = 16;

    /** When the last event may have happened and every SLA made was kept or breached. */
    static final Instant END = START.plus(SLOT.multipliedBy(SLOTS + 8));

    private AnyHistory() {}

    static Arbitrary<List<TestEvent>> deliveries() {
        return deliveriesOf(events());
    }

    /** Deliveries of such events and of what is made of them: repeated, corrected. */
    static Arbitrary<List<TestEvent>> deliveriesOf(Arbitrary<TestEvent> any) {
        return Combinators.combine(
                        any.list().ofMinSize(1).ofMaxSize(20).withSizeDistribution(RandomDistribution.uniform()),
                        echoes().list().ofMaxSize(10),
                        Arbitraries.of(Twins.values()))
                .as((events, echoes, twins) -> {
                    List<TestEvent> deliveries = events.stream()
                            .map(event -> twins == Twins.BY_CONTENT ? event.withTwins() : event)
                            .collect(Collectors.toCollection(ArrayList::new));
                    echoes.forEach(echo -> deliveries.add(echo.of(deliveries)));
                    return deliveries;
                });
    }

    private static Arbitrary<TestEvent> events() {
        Arbitrary<InteractionType> any = Combinators.combine(types(), actors())
                .as((type, actor) -> new InteractionType(type, actor.get1(), actor.get2()));
        return Arbitraries.frequencyOf(
                Tuple.of(2, events(any, subjects())),
                Tuple.of(1, events(conversation(), Arbitraries.just(Tuple.of("lead/L1", "L1")))),
                Tuple.of(1, events(business(), Arbitraries.just(Tuple.of("deal/D1", "L1")))));
    }

    private static Arbitrary<TestEvent> events(
            Arbitrary<InteractionType> acts, Arbitrary<Tuple.Tuple2<String, String>> subjects) {
        return Combinators.combine(
                        acts, subjects, times(), Arbitraries.integers().between(0, 1), ids(), sayings())
                .as((act, about, at, sequence, id, saying) -> {
                    Map<String, Object> data = new HashMap<>(saying);
                    if (!about.get2().isEmpty()) {
                        data.put("lead_id", about.get2());
                    }
                    return new TestEvent(
                            "crm", id, sequence, at, null, act.type, about.get1(), act.actor, act.actorType, data);
                });
    }

    private record InteractionType(String type, String actor, String actorType) {}

    /** Acts by whom they are expected of, so that waits and spans begin and end. */
    private static Arbitrary<InteractionType> conversation() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(new InteractionType("message.received", "C1", "customer"))),
                Tuple.of(
                        3,
                        Arbitraries.of("rep-1", "rep-2").map(rep -> new InteractionType("message.sent", rep, "human"))),
                Tuple.of(1, Arbitraries.just(new InteractionType("message.sent", "bot-1", "bot"))),
                Tuple.of(1, Arbitraries.just(new InteractionType("activity.logged", "C1", "customer"))),
                Tuple.of(
                        3,
                        Arbitraries.of("lead.created", "lead.assigned")
                                .map(type -> new InteractionType(type, "", "system"))));
    }

    /** Plans and moves of one deal, so that they are changed and taken back. */
    private static Arbitrary<InteractionType> business() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(new InteractionType("activity.logged", "rep-1", "human"))),
                Tuple.of(
                        3,
                        Arbitraries.of("deal.created", "deal.stage_changed", "deal.won")
                                .map(type -> new InteractionType(type, "rep-1", "human"))));
    }

    private static Arbitrary<String> types() {
        List<String> all = Stream.concat(
                        Arrays.stream(EventType.values())
                                .filter(type -> type != EventType.OTHER)
                                .map(EventType::contractName),
                        Stream.of("x.scanned"))
                .toList();
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(all)),
                Tuple.of(2, Arbitraries.of("message.received", "message.sent", "lead.created")),
                Tuple.of(1, Arbitraries.of("deal.created", "deal.stage_changed", "deal.lost", "deal.reopened")));
    }

    /** A subject and the lead that data name with it. */
    private static Arbitrary<Tuple.Tuple2<String, String>> subjects() {
        return Arbitraries.of(
                Tuple.of("lead/L1", ""),
                Tuple.of("lead/L1", "L1"),
                Tuple.of("lead/L2", "L2"),
                Tuple.of("deal/D1", "L1"),
                Tuple.of("deal/D2", ""));
    }

    static Arbitrary<Instant> times() {
        return Arbitraries.integers().between(0, SLOTS).map(slot -> START.plus(SLOT.multipliedBy(slot)));
    }

    static Arbitrary<String> ids() {
        return Arbitraries.integers().between(0, 60).map(number -> "e" + number);
    }

    private static Arbitrary<Tuple.Tuple2<String, String>> actors() {
        return Arbitraries.of(
                Tuple.of("rep-1", "human"),
                Tuple.of("rep-2", "human"),
                Tuple.of("bot-1", "bot"),
                Tuple.of("C1", "customer"),
                Tuple.of("", "system"));
    }

    private static Arbitrary<Map<String, Object>> sayings() {
        Arbitrary<Map<String, Object>> deal = Combinators.combine(
                        Arbitraries.of("", "A", "B"),
                        Arbitraries.of("", "A", "B", "C"),
                        Arbitraries.of(10, 20),
                        Arbitraries.of("", "rep-1", "rep-2"))
                .as((from, to, amount, owner) ->
                        Map.of("from", from, "to", to, "stage", to, "amount", amount, "owner", owner));
        Arbitrary<Map<String, Object>> contact = Combinators.combine(
                        Arbitraries.of("call", "email", "note"),
                        Arbitraries.of("outbound", "inbound"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(5, 15),
                        Arbitraries.of("", "2026-03-02T08:30:00Z", "2026-03-02T10:00:00Z", "2026-03-02", "soon"))
                .as((channel, direction, connected, duration, nextStepAt) -> Map.of(
                        "channel", channel,
                        "direction", direction,
                        "connected", connected,
                        "duration", duration,
                        "next_step_at", nextStepAt));
        Arbitrary<Map<String, Object>> lead = Combinators.combine(
                        Arbitraries.of("", "C1", "C2"), Arbitraries.of("", "region", "manual"))
                .as((customer, ground) -> Map.of("customer_id", customer, "ground", ground));
        return Combinators.combine(deal, contact, lead, dimensions()).as((ofDeal, ofContact, ofLead, ofTenant) -> {
            Map<String, Object> saying = new HashMap<>(ofDeal);
            saying.putAll(ofContact);
            saying.putAll(ofLead);
            saying.putAll(ofTenant);
            return saying;
        });
    }

    /** Most events say nothing of them; some clear one or all, and together they say more than are kept. */
    static Arbitrary<Map<String, Object>> dimensions() {
        Map<String, Object> none = new HashMap<>();
        none.put("dimensions", null);
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(Map.of())),
                Tuple.of(1, Arbitraries.just(none)),
                Tuple.of(
                        3,
                        Arbitraries.maps(
                                        Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "country"),
                                        Arbitraries.of("FR", "DE", ""))
                                .ofMinSize(1)
                                .ofMaxSize(6)
                                .map(texts -> Map.<String, Object>of("dimensions", texts))));
    }

    private static Arbitrary<Echo> echoes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.of(EchoKind.values()),
                        Arbitraries.integers().between(0, 3))
                .as(Echo::new);
    }

    private enum EchoKind {
        REPEATED,
        REPEATED_WITH_TWINS,
        UNDER_ANOTHER_ID,
        FROM_ANOTHER_SOURCE,
        CORRECTED_TIME,
        CORRECTED_CONTENT,
        CORRECTED_SEQUENCE,
        OTHER_CONTENT_UNRECORDED,
        OTHER_ACTOR_TYPE
    }

    /** A delivery made of an earlier one. */
    private record Echo(int index, EchoKind kind, int variant) {
        private TestEvent of(List<TestEvent> earlier) {
            TestEvent event = earlier.get(index % earlier.size());
            return switch (kind) {
                case REPEATED -> event;
                case REPEATED_WITH_TWINS -> event.withTwins();
                case UNDER_ANOTHER_ID -> event.named("d" + variant);
                case FROM_ANOTHER_SOURCE -> event.from("mail");
                case CORRECTED_TIME ->
                    event.at(START.plus(SLOT.multipliedBy(4L * variant))).recorded(START.plusSeconds(variant));
                case CORRECTED_CONTENT -> other(event).recorded(START.plusSeconds(variant));
                case CORRECTED_SEQUENCE -> event.numbered(variant);
                case OTHER_CONTENT_UNRECORDED -> other(event);
                case OTHER_ACTOR_TYPE ->
                    event.by(
                            event.actor(),
                            List.of("human", "bot", "customer", "").get(variant));
            };
        }

        private TestEvent other(TestEvent event) {
            Map<String, Object> data = new HashMap<>(event.data());
            data.put("owner", "rep-" + variant);
            data.put("to", "S" + variant);
            data.put("score", variant);
            data.put("team", "team-" + variant);
            return event.saying(data);
        }
    }
}
