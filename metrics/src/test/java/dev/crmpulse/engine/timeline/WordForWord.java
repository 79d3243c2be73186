package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Evaluates all deliveries at once, word for word as the contract says and with no regard to speed. */
final class WordForWord {
    private static final Comparator<CrmEvent> WINS = Comparator.comparingLong(CrmEvent::recordedAtMillis)
            .thenComparing(CrmEvent::bytesHash, Long::compareUnsigned)
            .thenComparing(CrmEvent::timeMillis, Comparator.reverseOrder())
            .thenComparing(CrmEvent::sequence, Comparator.reverseOrder())
            .thenComparing(event -> event.actorType().contractName(), Comparator.reverseOrder())
            .thenComparing(CrmEvent::contentHash, Long::compareUnsigned);
    private static final Comparator<CrmEvent> SURVIVES =
            Comparator.comparing(CrmEvent::id).thenComparing(CrmEvent::source);

    private WordForWord() {}

    /** The facts of these deliveries at this horizon: "fact id" to values by column. */
    static Map<String, Map<String, Object>> facts(Timeline timeline, List<TestEvent> deliveries, long horizonMillis) {
        return facts(timeline, Policies.NONE, deliveries, horizonMillis);
    }

    /** The facts of these deliveries under these policies at this horizon: "fact id" to values by column. */
    static Map<String, Map<String, Object>> facts(
            Timeline timeline, Policies policies, List<TestEvent> deliveries, long horizonMillis) {
        Map<EntityKey, List<CrmEvent>> byKey = new LinkedHashMap<>();
        for (TestEvent event : deliveries) {
            EntityKey key = timeline.keyOf(event.key(), event.subjectKey(), event.event());
            if (key != null) {
                byKey.computeIfAbsent(key, unknown -> new ArrayList<>()).add(event.event());
            }
        }
        Map<String, Map<String, Object>> facts = new TreeMap<>();
        byKey.forEach((key, events) -> {
            for (Fold<?, ?> fold : timeline.folds()) {
                fold(fold, policies.tenant(key.tenant()), key, accepted(events), horizonMillis, facts);
            }
        });
        return facts;
    }

    /** First one winner of each source and id, then of equal contents, where they count, the smallest id; in total order. */
    static List<CrmEvent> accepted(Collection<CrmEvent> deliveries) {
        Collection<CrmEvent> winners =
                best(deliveries, event -> List.of(event.source(), event.id()), BinaryOperator.maxBy(WINS));
        Collection<CrmEvent> survivors = best(
                winners,
                event -> event.contentHash() == CrmEvent.NO_TWINS
                        ? List.of(event.source(), event.id())
                        : List.of(event.contentHash()),
                BinaryOperator.minBy(SURVIVES));
        return survivors.stream()
                .sorted(Comparator.comparingLong(CrmEvent::timeMillis)
                        .thenComparingLong(CrmEvent::sequence)
                        .thenComparing(event -> event.type().phase())
                        .thenComparing(CrmEvent::source)
                        .thenComparing(CrmEvent::id))
                .toList();
    }

    private static Collection<CrmEvent> best(
            Collection<CrmEvent> events, Function<CrmEvent, List<?>> alike, BinaryOperator<CrmEvent> best) {
        return events.stream()
                .collect(Collectors.toMap(alike, event -> event, best))
                .values();
    }

    private static <S extends BinaryState, F extends Fact> void fold(
            Fold<S, F> fold,
            TenantPolicies policies,
            EntityKey key,
            List<CrmEvent> accepted,
            long horizonMillis,
            Map<String, Map<String, Object>> facts) {
        S state = fold.create();
        for (CrmEvent event : accepted) {
            long due = fold.nextDeadline(state);
            while (due < event.timeMillis() && due <= horizonMillis) {
                fold.passDeadline(state, due, policies);
                due = fold.nextDeadline(state);
            }
            if (fold.reads().contains(event.type())) {
                fold.apply(state, event, policies);
            }
        }
        for (long due = fold.nextDeadline(state); due <= horizonMillis; due = fold.nextDeadline(state)) {
            fold.passDeadline(state, due, policies);
        }
        fold.facts(state, key, fact -> {
            Map<String, Object> values = new LinkedHashMap<>();
            for (Column<F> column : fold.factType().columns()) {
                values.put(column.name(), column.value().apply(fact, policies));
            }
            if (values.containsKey(FactType.DIMENSIONS)) {
                values.put(FactType.DIMENSIONS, dimensions(fact, values, key, accepted));
            }
            facts.put(fold.factType().name() + ' ' + fact.id(), values);
        });
    }

    /** Of each name what was said last up to the start of the fact, else first after it; eight names at most. */
    private static Map<String, String> dimensions(
            Fact fact, Map<String, Object> values, EntityKey key, List<CrmEvent> accepted) {
        List<CrmEvent> saying = accepted.stream()
                .filter(CrmEvent::saysDimensions)
                .filter(event -> isAbout(event, values, key))
                .toList();
        Map<String, String> dimensions = new TreeMap<>();
        saying.stream()
                .flatMap(event -> event.dimensions().asMap().keySet().stream())
                .forEach(name -> {
                    List<CrmEvent> naming = saying.stream()
                            .filter(event -> event.clears(DataMember.DIMENSIONS)
                                    || event.dimensions().asMap().containsKey(name))
                            .toList();
                    naming.stream()
                            .filter(event -> event.timeMillis() <= fact.startedAt())
                            .reduce((earlier, later) -> later)
                            .or(() -> naming.stream().findFirst())
                            .map(event -> event.dimensions().text(name))
                            .filter(text -> !text.isEmpty())
                            .ifPresent(text -> dimensions.put(name, text));
                });
        dimensions.putAll(fact.dimensions().asMap());
        dimensions.values().removeIf(String::isEmpty);
        return dimensions.entrySet().stream()
                .limit(8)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Of a lead or customer what an event says holds for the deal that it names, else for the lead, else for all. */
    private static boolean isAbout(CrmEvent event, Map<String, Object> values, EntityKey key) {
        if (key.leadId().isEmpty() && key.customerId().isEmpty()) {
            return true;
        }
        if (!event.dealId().isEmpty()) {
            return event.dealId().equals(values.get("deal_id"));
        }
        return event.leadId().isEmpty()
                || event.leadId().equals(key.leadId())
                || event.leadId().equals(values.get("lead_id"));
    }
}
