package dev.crmpulse.soak.suite;

import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.ViewColumn;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all fact views say, in a few numbers: rows, and the sum of a hash of each row without version, revision, time of
 * publication and what moves with the horizon alone. Equal views have equal digests, whatever wrote them.
 */
record FactDigest(Map<String, String> byView) {
    FactDigest {
        byView = Collections.unmodifiableMap(new LinkedHashMap<>(byView));
    }

    /** Columns of a fact's view that follow from the events, as one text: a hash of columns is NULL where one of them is. */
    static String row(FactType<?> fact) {
        Stream<String> moving = fact.viewColumns().stream()
                .filter(column -> column.expression().contains(ViewColumn.HORIZON))
                .map(ViewColumn::name);
        return "toString(tuple(* EXCEPT ("
                + Stream.concat(Stream.of("version", "revision", "published_at", "is_final"), moving)
                        .collect(Collectors.joining(", "))
                + ")))";
    }

    static FactDigest of(Connection connection) throws SQLException {
        Map<String, String> digests = new LinkedHashMap<>();
        for (FactType<?> fact : Metrics.FACTS) {
            digests.put(fact.name(), digest(connection, row(fact), fact.name()));
        }
        return new FactDigest(digests);
    }

    /**
     * The same with the journals, as far as they depend on the events alone: every delivery, every letter, every count,
     * and the alerts that stand.
     */
    static FactDigest withJournals(Connection connection) throws SQLException {
        Map<String, String> digests = new LinkedHashMap<>(of(connection).byView);
        digests.put("event", digest(connection, "toString(tuple(* EXCEPT (run, published_at)))", "event"));
        digests.put("dlq", digest(connection, "toString((reason, bytes))", "dlq"));
        digests.put("ledger", digest(connection, "toString(tuple(*))", "ledger"));
        digests.put(
                "alert_state", digest(connection, "toString((tenant, alert_id, sla, level, standing))", "alert_state"));
        return new FactDigest(digests);
    }

    /** Without some views. */
    FactDigest without(Set<String> views) {
        Map<String, String> others = new LinkedHashMap<>(byView);
        others.keySet().removeAll(views);
        return new FactDigest(others);
    }

    private static String digest(Connection connection, String row, String view) throws SQLException {
        String query = "SELECT count(), sum(sipHash64(" + row + ")) FROM crm." + view;
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1) + " rows, hash " + answer.getString(2);
        }
    }

    /** A line for every view on which the two differ. */
    List<String> differences(FactDigest other) {
        List<String> differences = new ArrayList<>();
        byView.forEach((view, digest) -> {
            if (!digest.equals(other.byView.get(view))) {
                differences.add(view + ": " + digest + " and " + other.byView.get(view));
            }
        });
        return differences;
    }
}
