package dev.crmpulse.verify.check;

import dev.crmpulse.connectors.clickhouse.FactRows;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.timeline.Metric;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares a fact view with the truth view of its metric, on all columns that both have. */
final class TruthComparison {
    private final Connection session;
    private final TruthTables truth;
    private final Selection selection;

    TruthComparison(Connection session, TruthTables truth, Selection selection) {
        this.session = session;
        this.truth = truth;
        this.selection = selection;
    }

    MetricCheck check(Metric metric) throws SQLException {
        String view = metric.facts().name();
        String truthView = metric.truthView();
        Set<String> recomputed = columns(truthView);
        List<String> columns = metric.facts().columns().stream()
                .map(Column::name)
                .filter(recomputed::contains)
                .toList();
        String key = selection.keyOf(metric);
        String streamed = "crm." + view + " WHERE " + FactRows.of(metric) + " AND " + selection.condition(key);
        Sides sides = differing(
                streamed, truth.relation(truthView) + " AS truth WHERE " + selection.condition(key), columns, key);
        List<Difference> differences = compare(metric.id(), columns, sides);
        return new MetricCheck(metric.id(), view, "sql", count(streamed), differences);
    }

    /** The rows that stand on one side only, by tenant and id. */
    private record Sides(Map<String, Row> streamed, Map<String, Row> recomputed) {}

    private record Row(String history, List<String> values) {}

    private static List<Difference> compare(String metric, List<String> columns, Sides sides) {
        List<Difference> differences = new ArrayList<>();
        Map<String, Row> unmatched = new LinkedHashMap<>(sides.recomputed);
        sides.streamed.forEach((name, row) -> {
            Row other = unmatched.remove(name);
            if (other == null) {
                differences.add(new ValueDifference(metric, row.history(), name, "", "a row", "nothing"));
                return;
            }
            for (int i = 0; i < columns.size(); i++) {
                String streamed = row.values().get(i);
                String recomputed = other.values().get(i);
                if (!Objects.equals(streamed, recomputed)) {
                    differences.add(
                            new ValueDifference(metric, row.history(), name, columns.get(i), streamed, recomputed));
                }
            }
        });
        unmatched.forEach((name, row) ->
                differences.add(new ValueDifference(metric, row.history(), name, "", "nothing", "a row")));
        return differences;
    }

    /** Both sides are read once, however large: equal rows fall into one group and drop out. */
    private Sides differing(String streamed, String recomputed, List<String> columns, String key) throws SQLException {
        String list = columns.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        String query = "SELECT " + list + ", countIf(side = 0) AS streamed_rows, countIf(side = 1) AS recomputed_rows"
                + ", any(key_of_row) AS history FROM (SELECT " + list + ", 0 AS side, " + key + " AS key_of_row FROM "
                + streamed + " UNION ALL SELECT " + list + ", 1 AS side, " + key + " AS key_of_row FROM " + recomputed
                + ") GROUP BY " + list + " HAVING streamed_rows != recomputed_rows"
                + " ORDER BY tenant, id LIMIT " + 2 * Verification.SHOWN_DIFFERENCES;
        Sides sides = new Sides(new LinkedHashMap<>(), new LinkedHashMap<>());
        try (Statement statement = session.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (String column : columns) {
                    String value = result.getString(column);
                    values.add(value == null ? "NULL" : value);
                }
                boolean streamedMore = result.getLong("streamed_rows") > result.getLong("recomputed_rows");
                (streamedMore ? sides.streamed : sides.recomputed)
                        .put(
                                result.getString("tenant") + "/" + result.getString("id"),
                                new Row(result.getString("history"), values));
            }
        }
        return sides;
    }

    private Set<String> columns(String view) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name FROM system.columns WHERE database = 'crm' AND table = '" + view + "'")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        if (columns.isEmpty()) {
            throw new SQLException("view crm." + view + " is missing: run crm-pulse migrate");
        }
        return columns;
    }

    private long count(String rows) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT count() FROM " + rows)) {
            row.next();
            return row.getLong(1);
        }
    }
}
