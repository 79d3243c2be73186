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

    TruthComparison(Connection session, TruthTables truth) {
        this.session = session;
        this.truth = truth;
    }

    MetricCheck check(Metric metric) throws SQLException {
        String view = metric.facts().name();
        String truthView = metric.truthView();
        Set<String> recomputed = columns(truthView);
        List<String> columns = metric.facts().columns().stream()
                .map(Column::name)
                .filter(recomputed::contains)
                .toList();
        Sides sides = differing("crm." + view + " WHERE " + FactRows.of(metric), truth.relation(truthView), columns);
        List<Difference> differences = compare(metric.id(), columns, sides);
        return new MetricCheck(
                metric.id(), view, "sql", count("crm." + view + " WHERE " + FactRows.of(metric)), differences);
    }

    /** The rows that stand on one side only, by tenant and id. */
    private record Sides(Map<String, List<String>> streamed, Map<String, List<String>> recomputed) {}

    private static List<Difference> compare(String metric, List<String> columns, Sides sides) {
        List<Difference> differences = new ArrayList<>();
        Map<String, List<String>> unmatched = new LinkedHashMap<>(sides.recomputed);
        sides.streamed.forEach((row, values) -> {
            List<String> others = unmatched.remove(row);
            if (others == null) {
                differences.add(new ValueDifference(metric, row, "", "a row", "nothing"));
                return;
            }
            for (int i = 0; i < columns.size(); i++) {
                if (!Objects.equals(values.get(i), others.get(i))) {
                    differences.add(new ValueDifference(metric, row, columns.get(i), values.get(i), others.get(i)));
                }
            }
        });
        unmatched.keySet().forEach(row -> differences.add(new ValueDifference(metric, row, "", "nothing", "a row")));
        return differences;
    }

    /** Both sides are read once, however large: equal rows fall into one group and drop out. */
    private Sides differing(String streamed, String recomputed, List<String> columns) throws SQLException {
        String list = columns.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        String query = "SELECT " + list + ", countIf(side = 0) AS streamed_rows, countIf(side = 1) AS recomputed_rows"
                + " FROM (SELECT " + list + ", 0 AS side FROM " + streamed
                + " UNION ALL SELECT " + list + ", 1 AS side FROM " + recomputed + ")"
                + " GROUP BY " + list + " HAVING streamed_rows != recomputed_rows"
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
                        .put(result.getString("tenant") + "/" + result.getString("id"), values);
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
