package dev.crmpulse.verify.explain;

import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.FactId;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.timeline.History;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.engine.timeline.TimelineProcessor;
import dev.crmpulse.engine.timeline.TimelineState;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Explains why a number is what it is: takes the raw events of its history and folds them again, one by one, watching what
 * each of them changes. It runs the very folds that made the number, so explanation and number cannot disagree.
 */
public final class Explainer {
    private static final Set<String> HIDDEN = Set.of("tenant", "id", "def_version");

    private static final String DEAL = EntityKey.DEAL + '/';

    /** A history of more events is evaluated some at a time. */
    private static final int MOST_STEPS = 500;

    /** A step looks at all facts, and there may be as many of them as events. */
    private static final long MOST_LOOKS = 20_000_000;

    private final Connection connection;
    private final List<Timeline> timelines;
    private final Policies policies;
    private final Set<String> asked;

    /**
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

    /**
     * Explains every history that a lead, a deal, another entity or a fact of this id belongs to, on each timeline that
     * evaluates it; none if there is no such id.
     */
    public List<Explanation> explain(String id) throws SQLException {
        List<Explanation> explanations = new ArrayList<>();
        for (EntityKey key : keys(id)) {
            for (Timeline timeline : evaluating(key)) {
                List<ParsedEvent> deliveries = deliveries(key, timeline);
                if (!deliveries.isEmpty()) {
                    explanations.add(explain(key, timeline, deliveries));
                }
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

    private List<EntityKey> keys(String id) throws SQLException {
        // a fact's id begins with that of what it is about, such as D-4/2, L-17/D-4/2 or lead/L-17/first-response/1/3
        Set<String> subjects = new LinkedHashSet<>();
        for (String part = id; !part.isEmpty(); part = part.substring(0, Math.max(0, part.lastIndexOf('/')))) {
            String bare = part.startsWith(DEAL) ? part.substring(DEAL.length()) : part;
            for (String name : List.of(part, FactId.ofPart(part), FactId.ofPart(bare))) {
                subjects.add(name);
                timelines.forEach(timeline -> timeline.kinds().forEach(kind -> subjects.add(kind + '/' + name)));
            }
        }
        List<String> deals = subjects.stream()
                .map(subject -> subject.startsWith(DEAL) ? subject.substring(DEAL.length()) : subject)
                .toList();
        List<EntityKey> keys = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT DISTINCT tenant, key FROM ("
                + "SELECT tenant, key FROM crm.event WHERE key IN (" + placeholders(subjects.size()) + ")"
                + " OR (tenant, key) IN (SELECT tenant, concat('lead/', lead_id) FROM crm.deal WHERE deal_id IN ("
                + placeholders(deals.size()) + "))"
                + " UNION ALL SELECT tenant, key FROM crm.event_key WHERE key IN (" + placeholders(subjects.size())
                + ")) ORDER BY tenant, key")) {
            int next = 1;
            for (String text : Stream.of(subjects, deals, subjects)
                    .flatMap(Collection::stream)
                    .toList()) {
                query.setString(next++, text);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    keys.add(EntityKey.of(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return keys;
    }

    private static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private Explanation explain(EntityKey key, Timeline timeline, List<ParsedEvent> deliveries) throws SQLException {
        History history =
                new History(deliveries.stream().map(ParsedEvent::event).toList());
        List<CrmEvent> accepted = history.accepted().events();
        IdentityHashMap<CrmEvent, ParsedEvent> byEvent = new IdentityHashMap<>();
        deliveries.forEach(delivery -> byEvent.put(delivery.event(), delivery));
        TimelineProcessor processor = new TimelineProcessor(timeline, policies);
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
                    events.stream().map(event -> shown(byEvent.get(event))).toList(), "", effects(changes, facts)));
        }
        Optional<Instant> horizon = horizon(timeline);
        if (horizon.isPresent()) {
            List<FactChange> changes = processor
                    .process(key, state, new ArrayList<>(), horizon.get().toEpochMilli(), () -> accepted)
                    .changes();
            if (!changes.isEmpty()) {
                steps.add(new Explanation.Step(List.of(), horizon.get().toString(), effects(changes, facts)));
            }
        }
        List<Explanation.StatedFact> stated = facts.values().stream()
                .filter(change -> change.after() != null && isAskedFor(change))
                .map(change -> new Explanation.StatedFact(
                        change.type().name(), idOf(change), values(change.type(), change.after())))
                .toList();
        return new Explanation(key.tenant(), key.subject(), steps, stated, duplicates(deliveries, accepted));
    }

    /** What did not count, with the event that counts in its place. */
    private static List<Explanation.Duplicate> duplicates(List<ParsedEvent> deliveries, List<CrmEvent> accepted) {
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
                        shown(delivery), repeated == null ? "" : Masking.maskEmail(repeated.id()), sameId != null));
            }
        }
        return duplicates;
    }

    private static Explanation.TimelineEvent shown(ParsedEvent delivery) {
        CrmEvent event = delivery.event();
        String actor = Masking.mask(event.actor());
        return new Explanation.TimelineEvent(
                Instant.ofEpochMilli(event.timeMillis()).toString(),
                event.sequence(),
                event.source(),
                Masking.maskEmail(event.id()),
                delivery.typeName(),
                (event.actorType().contractName() + ' ' + actor).strip(),
                Masking.mask(says(event)));
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

    /** Up to when the timeline has evaluated silence; empty where it has not. */
    private Optional<Instant> horizon(Timeline timeline) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT toUnixTimestamp64Milli(horizon) FROM crm.progress WHERE timeline = ?")) {
            query.setString(1, timeline.name());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(Instant.ofEpochMilli(rows.getLong(1))) : Optional.empty();
            }
        }
    }

    /** All that the timeline was sent under the key: what it counts itself, and what names the key and is counted elsewhere. */
    private List<ParsedEvent> deliveries(EntityKey key, Timeline timeline) throws SQLException {
        List<ParsedEvent> deliveries = new ArrayList<>();
        CloudEventParser parser = new CloudEventParser(IntakeRules.replay());
        try (PreparedStatement query = connection.prepareStatement("SELECT json FROM crm.event WHERE tenant = ? AND ("
                + (timeline.home().isEmpty() ? "false" : "key = ?")
                + " OR (key, time, source, id, bytes_hash) IN (SELECT home_key, time, source, id, bytes_hash"
                + " FROM crm.event_key WHERE tenant = ? AND key = ? AND timeline = ?))"
                + " ORDER BY time, sequence, rank, source, id")) {
            int next = 1;
            query.setString(next++, key.tenant());
            if (!timeline.home().isEmpty()) {
                query.setString(next++, key.subject());
            }
            query.setString(next++, key.tenant());
            query.setString(next++, key.subject());
            query.setString(next, timeline.name());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    byte[] json = rows.getString(1).getBytes(StandardCharsets.UTF_8);
                    ParsedRecord delivery = parser.parse(json, Long.MAX_VALUE / 2, new RecordPosition("event", 0, 0));
                    if (delivery instanceof ParsedEvent event) {
                        deliveries.add(event);
                    }
                }
            }
        }
        return deliveries;
    }

    private static String says(CrmEvent event) {
        return event.owner().isEmpty() ? "" : "owner " + event.owner();
    }

    private static String idOf(FactChange change) {
        Object[] row = change.after() == null ? change.before() : change.after();
        return (String) row[1];
    }

    private static Explanation.Change effect(FactChange change) {
        if (change.after() == null) {
            return new Explanation.Change(change.type().name(), idOf(change), "gone", Map.of());
        }
        Map<String, String> changed = new LinkedHashMap<>();
        List<? extends Column<?>> columns = change.type().columns();
        for (int i = 0; i < columns.size(); i++) {
            Column<?> column = columns.get(i);
            boolean same = change.before() != null && Objects.equals(change.before()[i], change.after()[i]);
            String value = show(column.type(), change.after()[i]);
            if (!same && !HIDDEN.contains(column.name()) && !value.isEmpty()) {
                changed.put(column.name(), Masking.mask(value));
            }
        }
        return new Explanation.Change(
                change.type().name(), idOf(change), change.before() == null ? "new" : "changed", changed);
    }

    private static Map<String, String> values(FactType<?> type, Object[] row) {
        Map<String, String> values = new LinkedHashMap<>();
        List<? extends Column<?>> columns = type.columns();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i).name(), Masking.mask(show(columns.get(i).type(), row[i])));
        }
        return values;
    }

    private static String show(ColumnType type, Object value) {
        if (value == null) {
            return "";
        }
        return switch (type) {
            case TIME, NULLABLE_TIME -> Instant.ofEpochMilli((Long) value).toString();
            case NULLABLE_SECONDS ->
                BigDecimal.valueOf((Long) value, 3).toPlainString() + " s ("
                        + Duration.ofMillis((Long) value)
                                .toString()
                                .substring(2)
                                .toLowerCase(java.util.Locale.ROOT) + ")";
            default -> value.toString();
        };
    }
}
