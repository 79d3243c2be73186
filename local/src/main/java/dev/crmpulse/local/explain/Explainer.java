package dev.crmpulse.local.explain;

import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.Delivery;
import dev.crmpulse.connectors.cloudevents.EventDelivery;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.Root;
import dev.crmpulse.metrics.fact.Column;
import dev.crmpulse.metrics.fact.ColumnType;
import dev.crmpulse.metrics.fact.FactChange;
import dev.crmpulse.metrics.fact.FactType;
import dev.crmpulse.metrics.policy.Policies;
import dev.crmpulse.metrics.timeline.Head;
import dev.crmpulse.metrics.timeline.History;
import dev.crmpulse.metrics.timeline.Judge;
import dev.crmpulse.metrics.timeline.Timeline;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Tells why a number is what it is: takes the raw events of its root and folds them again, one by one, watching what
 * each of them changes. It runs the very folds that made the number, so it cannot tell another story.
 */
public final class Explainer {
    private static final Set<String> UNTOLD = Set.of("tenant", "id", "def_version");

    private static final List<String> KINDS = List.of("lead/", "deal/", "customer/", "rep/");

    private final Connection connection;
    private final Policies policies;

    /** @param policies all policies by which the facts were judged */
    public Explainer(Connection connection, Policies policies) {
        this.connection = connection;
        this.policies = policies;
    }

    /** Explains every root that a lead, a deal or a fact of this id belongs to; none if there is no such id. */
    public List<Explanation> explain(String id) throws SQLException {
        List<Explanation> explanations = new ArrayList<>();
        for (Root root : roots(id)) {
            explanations.add(explain(root));
        }
        return explanations;
    }

    private List<Root> roots(String id) throws SQLException {
        // a fact's id begins with that of what it is about, such as D-4/2 or lead/L-17/first-response/1/3
        Set<String> subjects = new LinkedHashSet<>();
        for (String part = id; !part.isEmpty(); part = part.substring(0, Math.max(0, part.lastIndexOf('/')))) {
            subjects.add(part);
            for (String kind : KINDS) {
                subjects.add(kind + part);
            }
        }
        List<String> deals = subjects.stream()
                .map(subject -> subject.startsWith("deal/") ? subject.substring("deal/".length()) : subject)
                .toList();
        List<Root> roots = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT DISTINCT tenant, root FROM crm.event"
                + " WHERE root IN (" + placeholders(subjects.size()) + ")"
                + " OR (tenant, root) IN (SELECT tenant, concat('lead/', lead_id) FROM crm.deal WHERE deal_id IN ("
                + placeholders(deals.size()) + ")) ORDER BY tenant, root")) {
            int next = 1;
            for (String subject : subjects) {
                query.setString(next++, subject);
            }
            for (String deal : deals) {
                query.setString(next++, deal);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    roots.add(new Root(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return roots;
    }

    private static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private Explanation explain(Root root) throws SQLException {
        IdentityHashMap<CrmEvent, EventDelivery> deliveries = deliveries(root);
        List<CrmEvent> accepted = new History(deliveries.keySet()).accepted();
        Timeline timeline = timelineOf(root);
        Judge judge = new Judge(timeline, policies);
        Head head = timeline.newHead();
        Map<String, FactChange> facts = new LinkedHashMap<>();
        List<Explanation.Step> steps = new ArrayList<>();
        for (CrmEvent event : accepted) {
            List<FactChange> changes = judge.judge(
                            root, head, new ArrayList<>(List.of(event)), Long.MIN_VALUE, List::of)
                    .changes();
            EventDelivery delivery = deliveries.get(event);
            steps.add(new Explanation.Step(
                    Instant.ofEpochMilli(event.timeMillis()).toString(),
                    delivery.typeName(),
                    Masking.mask(event.actor()),
                    event.actorType().contractName(),
                    Masking.mask(says(event)),
                    effects(changes, facts)));
        }
        Optional<Instant> horizon = horizon(timeline);
        if (horizon.isPresent()) {
            List<FactChange> changes = judge.judge(
                            root, head, new ArrayList<>(), horizon.get().toEpochMilli(), () -> accepted)
                    .changes();
            if (!changes.isEmpty()) {
                steps.add(new Explanation.Step(
                        horizon.get().toString(), "(silence until then)", "", "", "", effects(changes, facts)));
            }
        }
        List<Explanation.StatedFact> stated = facts.values().stream()
                .filter(change -> change.after() != null)
                .map(change ->
                        new Explanation.StatedFact(change.type(), idOf(change), values(change.type(), change.after())))
                .toList();
        return new Explanation(root.tenant(), root.subject(), steps, stated, deliveries.size() - accepted.size());
    }

    private static List<String> effects(List<FactChange> changes, Map<String, FactChange> facts) {
        List<String> effects = new ArrayList<>();
        for (FactChange change : changes) {
            effects.add(effect(change));
            facts.put(change.type().name() + " " + idOf(change), change);
        }
        return effects;
    }

    private static Timeline timelineOf(Root root) {
        if (!root.customerId().isEmpty()) {
            return Timelines.CUSTOMER;
        }
        return root.repId().isEmpty() ? Timelines.ENGAGEMENT : Timelines.PEOPLE;
    }

    /** Up to when the timeline has judged silence; empty where it has not. */
    private Optional<Instant> horizon(Timeline timeline) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT toUnixTimestamp64Milli(horizon) FROM crm.progress WHERE timeline = ?")) {
            query.setString(1, timeline.name());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(Instant.ofEpochMilli(rows.getLong(1))) : Optional.empty();
            }
        }
    }

    private IdentityHashMap<CrmEvent, EventDelivery> deliveries(Root root) throws SQLException {
        IdentityHashMap<CrmEvent, EventDelivery> deliveries = new IdentityHashMap<>();
        CloudEventParser parser = new CloudEventParser(IntakeRules.replay());
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT json, published_at FROM crm.event WHERE tenant = ? AND root = ? ORDER BY time, sequence, source, id")) {
            query.setString(1, root.tenant());
            query.setString(2, root.subject());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    byte[] json = rows.getString(1).getBytes(StandardCharsets.UTF_8);
                    Delivery delivery = parser.parse(json, Long.MAX_VALUE / 2, new RecordPosition("event", 0, 0));
                    if (delivery instanceof EventDelivery event) {
                        deliveries.put(event.event(), event);
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

    private static String effect(FactChange change) {
        String fact = change.type().name() + " " + idOf(change);
        if (change.after() == null) {
            return fact + " no longer holds";
        }
        List<String> told = new ArrayList<>();
        List<? extends Column<?>> columns = change.type().columns();
        for (int i = 0; i < columns.size(); i++) {
            Column<?> column = columns.get(i);
            boolean same = change.before() != null && Objects.equals(change.before()[i], change.after()[i]);
            String value = show(column.type(), change.after()[i]);
            if (!same && !UNTOLD.contains(column.name()) && !value.isEmpty()) {
                told.add(column.name() + " = " + Masking.mask(value));
            }
        }
        return fact + ": " + String.join(", ", told);
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
