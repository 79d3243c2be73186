package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.TestEvent;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * What rules of assignment decide in two regions, mostly in vain, by themselves and by hand; and customers who change hands, some
 * twice, some without anybody to accept them.
 */
final class AnyDecisionOrHandover {
    private AnyDecisionOrHandover() {}

    static Arbitrary<TestEvent> events() {
        return Combinators.combine(
                        acts(),
                        AnyHistory.times(),
                        Arbitraries.integers().between(0, 1),
                        AnyHistory.ids(),
                        decisions(),
                        handovers())
                .as((act, at, sequence, id, decision, handover) -> {
                    Map<String, Object> data = new HashMap<>(decision);
                    data.putAll(handover);
                    return new TestEvent("crm", id, sequence, at, null, act.get1(), act.get2(), "", "system", data);
                });
    }

    /** A type and a subject, now and then one that it is not about. */
    private static Arbitrary<Tuple.Tuple2<String, String>> acts() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, acts("lead.assignment_failed", "lead/L1", "lead/L2")),
                Tuple.of(2, acts("lead.assigned", "lead/L1", "lead/L2")),
                Tuple.of(3, acts("handover.started", "handover/H1", "handover/H2")),
                Tuple.of(3, acts("handover.accepted", "handover/H1", "handover/H2")),
                Tuple.of(1, acts("handover.started", "lead/L1")),
                Tuple.of(1, acts("lead.assigned", "handover/H1")),
                Tuple.of(1, acts("message.received", "handover/H1", "lead/L1")));
    }

    private static Arbitrary<Tuple.Tuple2<String, String>> acts(String type, String... subjects) {
        return Arbitraries.of(subjects).map(subject -> Tuple.of(type, subject));
    }

    private static Arbitrary<Map<String, Object>> decisions() {
        return Combinators.combine(
                        Arbitraries.of("by-region", "by-region", "by-region", "by-line", ""),
                        Arbitraries.of("east", "east", "east", "west"),
                        Arbitraries.of("region", "region", "manual", ""),
                        Arbitraries.of("rep-1", "rep-2", ""))
                .as((rule, region, ground, owner) ->
                        Map.of("rule", rule, "region", region, "ground", ground, "owner", owner));
    }

    private static Arbitrary<Map<String, Object>> handovers() {
        return Combinators.combine(
                        Arbitraries.of("", "", "H1"),
                        Arbitraries.of("", "rep-1"),
                        Arbitraries.of("", "rep-2", "rep-3"),
                        Arbitraries.of("", "C1", "C2"),
                        Arbitraries.of("", "owner left"))
                .as((handover, from, to, customer, reason) -> Map.of(
                        "handover_id", handover, "from", from, "to", to, "customer_id", customer, "reason", reason));
    }
}
