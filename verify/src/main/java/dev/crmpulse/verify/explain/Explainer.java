package dev.crmpulse.verify.explain;

import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.move.SharedHistory;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.History;
import dev.crmpulse.engine.timeline.HistoryReading;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.engine.timeline.TimelineProcessor;
import dev.crmpulse.engine.timeline.TimelineState;
import dev.crmpulse.verify.history.SharedKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Explains why a number is what it is: takes the raw events of its history and folds them again, one by one, watching what
 * each of them changes. It runs the very folds that made the number, so explanation and number cannot disagree.
 */
public final class Explainer {
    private static final Set<String> HIDDEN = Set.of("tenant", "id", "def_version");

    /** Asks for an event even where something else has its id. */
    private static final String EVENT = "event/";

    /** A history of more events is evaluated some at a time. */
    private static final int MOST_STEPS = 500;

    /** A step looks at all facts, and there may be as many of them as events. */
    private static final long MOST_LOOKS = 20_000_000;

    /** What a timeline evaluates as one history. */
    private record Evaluated(Timeline timeline, SharedKeys.Membership membership) {}

    private final Connection connection;
    private final List<Timeline> timelines;
    private final Policies policies;
    private final Set<String> asked;
    private final KeyLookup lookup;

    /**
     * @param connection may read {@code crm}
     * @param timelines those whose facts may be asked for
     * @param policies all policies by which the facts were evaluated
     * @param asked metrics or facts that are asked for, such as {@code M1} or {@code deal}; none for all
     * @throws IllegalArgumentException where one of them is neither
     */
    public Explainer(Connection connection, List<Timeline> timelines, Policies policies, Collection<String> asked) {
        this.connection = connection;
        this.timelines = List.copyOf(timelines);
        this.policies = policies;
        this.asked = facts(timelines, asked);
        this.lookup = new KeyLookup(connection, this.timelines);
    }

    private static Set<String> facts(List<Timeline> timelines, Collection<String> asked) {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Timeline timeline : timelines) {
            timeline.folds().forEach(fold -> {
                byName.put(fold.metric(), fold.factType().name());
                byName.put(fold.factType().name(), fold.factType().name());
            });
        }
        Set<String> facts = new LinkedHashSet<>();
        for (String name : asked) {
            if (!byName.containsKey(name)) {
                throw new IllegalArgumentException(
                        "no metric or fact " + name + ": known are " + String.join(", ", byName.keySet()));
            }
            facts.add(byName.get(name));
        }
        return facts;
    }

    /** The same of whichever tenants know the id. */
    public List<Explanation> explain(String id) throws SQLException, UnknownIdException {
        return explain(id, "");
    }

    /**
     * Explains every history that a lead, a deal, another entity, a fact or else an event of this id belongs to, on each
     * timeline that evaluates it.
     *
     * @param tenant the only tenant that is looked at, empty for all
     * @throws UnknownIdException where there is no such id
     */
    public List<Explanation> explain(String id, String tenant) throws SQLException, UnknownIdException {
        String event = id.startsWith(EVENT) ? id.substring(EVENT.length()) : id;
        List<EntityKey> entities = event.equals(id) ? lookup.ofEntity(id) : List.of();
        List<Explanation> explanations = explain(entities, tenant, "");
        if (!explanations.isEmpty()) {
            return explanations;
        }
        List<EntityKey> ofEvent = lookup.ofEvent(event);
        explanations = explain(ofEvent, tenant, event);
        if (explanations.isEmpty()) {
            throw lookup.unknown(
                    id,
                    tenant,
                    Stream.concat(entities.stream(), ofEvent.stream()).toList());
        }
        return explanations;
    }

    private List<Explanation> explain(List<EntityKey> keys, String tenant, String event) throws SQLException {
        EventReader reader = new EventReader(event);
        SharedKeys sharedKeys = new SharedKeys(connection);
        Set<Evaluated> evaluated = new LinkedHashSet<>();
        for (EntityKey key : keys) {
            if (tenant.isEmpty() || tenant.equals(key.tenant())) {
                for (Timeline timeline : evaluating(key)) {
                    evaluated.add(new Evaluated(
                            timeline,
                            timeline.sharesHistories() && timeline.kinds().contains(key.kind())
                                    ? sharedKeys.of(key)
                                    : SharedKeys.Membership.alone(key)));
                }
            }
        }
        List<Explanation> explanations = new ArrayList<>();
        for (Evaluated one : evaluated) {
            Deliveries deliveries = Deliveries.read(connection, one.membership().members(), one.timeline());
            if (!deliveries.isEmpty()) {
                explanations.add(explain(one, deliveries, reader));
            }
        }
        return explanations;
    }

    /** What is kept without a metric that reads it lies where the rest is counted. */
    private List<Timeline> evaluating(EntityKey key) {
        List<Timeline> evaluating = timelines.stream()
                .filter(timeline -> timeline.kinds().contains(key.kind()))
                .toList();
        return evaluating.isEmpty()
                ? timelines.stream()
                        .filter(timeline -> timeline.isHomeOf(EventType.OTHER))
                        .toList()
                : evaluating;
    }

    private Explanation explain(Evaluated evaluated, Deliveries deliveries, EventReader reader) throws SQLException {
        EntityKey key = evaluated.membership().root();
        Timeline timeline = evaluated.timeline();
        List<String> moved = evaluated.membership().members().stream()
                .filter(member -> !member.equals(key))
                .map(EntityKey::subject)
                .toList();
        History history =
                new History(deliveries.taken().stream().map(ParsedEvent::event).toList());
        List<CrmEvent> accepted = history.accepted().events();
        IdentityHashMap<CrmEvent, ParsedEvent> byEvent = new IdentityHashMap<>();
        deliveries.taken().forEach(delivery -> byEvent.put(delivery.event(), delivery));
        TimelineProcessor processor = new TimelineProcessor(
                timeline, policies, moved.isEmpty() ? HistoryReading.AS_THEY_ARE : new SharedHistory());
        TimelineState state = timeline.newState();
        Map<String, FactChange> facts = new LinkedHashMap<>();
        List<Explanation.Step> steps = new ArrayList<>();
        // every evaluation looks at all facts there are: of a long history that may not be done for each event
        long size = accepted.size();
        int together = (int) (1 + Math.max(size / MOST_STEPS, size * size / MOST_LOOKS));
        for (int from = 0; from < accepted.size(); from += together) {
            List<CrmEvent> events = accepted.subList(from, Math.min(from + together, accepted.size()));
            List<FactChange> changes = processor
                    .process(key, state, new ArrayList<>(events), Long.MIN_VALUE, List::of)
                    .changes();
            steps.add(new Explanation.Step(
                    events.stream()
                            .map(event -> reader.shown(byEvent.get(event)))
                            .toList(),
                    null,
                    effects(changes, facts)));
        }
        Instant horizon = horizon(timeline);
        if (horizon != null) {
            List<FactChange> changes = processor
                    .process(key, state, new ArrayList<>(), horizon.toEpochMilli(), () -> accepted)
                    .changes();
            if (!changes.isEmpty()) {
                steps.add(new Explanation.Step(List.of(), horizon, effects(changes, facts)));
            }
        }
        List<Explanation.StatedFact> stated = stated(timeline, facts.values());
        UsedPolicies used = new UsedPolicies(policies, key.tenant());
        return new Explanation(
                key.tenant(),
                key.subject(),
                moved,
                timeline.name(),
                horizon,
                steps,
                stated,
                clocks(stated, used),
                used.of(stated),
                duplicates(deliveries.taken(), accepted, reader),
                deliveries.late().stream()
                        .map(late -> new Explanation.LateDelivery(
                                reader.shown(late.event()),
                                late.refusal().reason(),
                                late.refusal().remedy(),
                                late.refusal().horizon()))
                        .toList());
    }

    /** The facts that hold, by metric and then by when they began. */
    private List<Explanation.StatedFact> stated(Timeline timeline, Collection<FactChange> facts) {
        List<Explanation.StatedFact> stated = new ArrayList<>();
        for (Fold<?, ?> fold : timeline.folds()) {
            String fact = fold.factType().name();
            facts.stream()
                    .filter(change -> change.type().name().equals(fact))
                    .filter(change -> change.after() != null && isAskedFor(change))
                    .sorted(Comparator.comparing(change -> (Long) change.after()[FactType.STARTED_AT]))
                    .map(change -> new Explanation.StatedFact(
                            fold.metric(), fact, idOf(change), values(change.type(), change.after())))
                    .forEach(stated::add);
        }
        return stated;
    }

    private static List<Clock> clocks(List<Explanation.StatedFact> facts, UsedPolicies used) {
        return facts.stream()
                .filter(Clock::isClock)
                .map(fact -> new Clock(fact, used.sla(fact)))
                .toList();
    }

    /** What did not count, with the event that counts in its place. */
    private static List<Explanation.Duplicate> duplicates(
            List<ParsedEvent> deliveries, List<CrmEvent> accepted, EventReader reader) {
        Map<List<String>, CrmEvent> byId = new HashMap<>();
        Map<Long, CrmEvent> byContent = new HashMap<>();
        Set<CrmEvent> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        for (CrmEvent event : accepted) {
            counted.add(event);
            byId.put(List.of(event.source(), event.id()), event);
            byContent.put(event.contentHash(), event);
        }
        List<Explanation.Duplicate> duplicates = new ArrayList<>();
        for (ParsedEvent delivery : deliveries) {
            CrmEvent event = delivery.event();
            if (!counted.contains(event)) {
                CrmEvent sameId = byId.get(List.of(event.source(), event.id()));
                CrmEvent repeated = sameId == null ? byContent.get(event.contentHash()) : sameId;
                duplicates.add(new Explanation.Duplicate(
                        reader.shown(delivery),
                        repeated == null ? "" : Masking.maskEmail(repeated.id()),
                        sameId != null));
            }
        }
        return duplicates;
    }

    private List<Explanation.Change> effects(List<FactChange> changes, Map<String, FactChange> facts) {
        List<Explanation.Change> effects = new ArrayList<>();
        for (FactChange change : changes) {
            if (isAskedFor(change)) {
                effects.add(effect(change));
            }
            facts.put(change.type().name() + " " + idOf(change), change);
        }
        return effects;
    }

    private boolean isAskedFor(FactChange change) {
        return asked.isEmpty() || asked.contains(change.type().name());
    }

    /** Up to when the timeline has evaluated silence; null where it has not. */
    private Instant horizon(Timeline timeline) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT toUnixTimestamp64Milli(horizon) FROM crm.progress WHERE timeline = ?")) {
            query.setString(1, timeline.name());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Instant.ofEpochMilli(rows.getLong(1)) : null;
            }
        }
    }

    private static String idOf(FactChange change) {
        Object[] row = change.after() == null ? change.before() : change.after();
        return (String) row[1];
    }

    private static Explanation.Change effect(FactChange change) {
        String fact = change.type().name();
        if (change.after() == null) {
            return new Explanation.Change(Explanation.Effect.GONE, fact, idOf(change), List.of());
        }
        List<Explanation.Difference> differences = new ArrayList<>();
        List<? extends Column<?>> columns = change.type().columns();
        for (int i = 0; i < columns.size(); i++) {
            Column<?> column = columns.get(i);
            Object before = change.before() == null ? null : change.before()[i];
            FactValue was = FactValue.of(column.name(), column.type(), before);
            FactValue is = FactValue.of(column.name(), column.type(), change.after()[i]);
            boolean isSame = Objects.equals(before, change.after()[i]) || (was.isEmpty() && is.isEmpty());
            if (!isSame && !HIDDEN.contains(column.name())) {
                differences.add(new Explanation.Difference(was, is));
            }
        }
        return new Explanation.Change(
                change.before() == null ? Explanation.Effect.NEW : Explanation.Effect.CHANGED,
                fact,
                idOf(change),
                differences);
    }

    private static Map<String, FactValue> values(FactType<?> type, Object[] row) {
        Map<String, FactValue> values = new LinkedHashMap<>();
        List<? extends Column<?>> columns = type.columns();
        for (int i = 0; i < columns.size(); i++) {
            Column<?> column = columns.get(i);
            values.put(column.name(), FactValue.of(column.name(), column.type(), row[i]));
        }
        return values;
    }
}
