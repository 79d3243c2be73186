package dev.crmpulse.verify.check;

import dev.crmpulse.engine.rollup.DatedBy;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Metric;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds the fact views up once more and compares the hours with the windows, family by family; days must hold what their
 * hours hold.
 */
final class WindowsCheck {
    private static final String METRIC = "windows";

    private final Connection connection;
    private final List<Metric> metrics;

    WindowsCheck(Connection connection, List<Metric> metrics) {
        this.connection = connection;
        this.metrics = metrics;
    }

    MetricCheck run() throws SQLException {
        List<Difference> differences = new ArrayList<>();
        Set<Rollup> rollups = metrics.stream()
                .map(Metric::rollup)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (Rollup rollup : rollups) {
            compareHours(rollup, differences);
        }
        collect(DAYS, differences);
        return new MetricCheck(METRIC, "fact_window", "sql", count(), differences);
    }

    private void compareHours(Rollup rollup, List<Difference> differences) throws SQLException {
        for (DatedBy datedBy : DatedBy.values()) {
            if (rollup.has(datedBy.label())) {
                collect(hours(rollup, datedBy), differences);
            }
        }
    }

    /** Hours whose sums differ from those of the facts: window, what it holds, what the facts add up to. */
    private static String hours(Rollup rollup, DatedBy datedBy) {
        String time = datedBy.label();
        String label = rollup.labelColumn().map(WindowsCheck::text).orElse("''");
        String counted = rollup.countedColumn().map(WindowsCheck::text).orElse("''");
        String calendar =
                rollup.has("calendar_seconds") ? "calendar_seconds" : "CAST(NULL AS Nullable(Decimal(18, 3)))";
        String business =
                rollup.has("business_seconds") ? "business_seconds" : "CAST(NULL AS Nullable(Decimal(18, 3)))";
        String owner = rollup.has("owner") ? "owner" : "''";
        return "SELECT * FROM (SELECT tenant, concat('" + rollup.facts().name() + " ', toString(hour), ' " + time
                + " ', who, ' ', what) AS name,"
                + " groupArrayIf(sums, side = 0)[1] AS streamed, groupArrayIf(sums, side = 1)[1] AS recomputed FROM ("
                + "SELECT 0 AS side, tenant, started_at AS hour, owner AS who, toString(label) AS what,"
                + " toString((n, ended_n, ifNull(toFloat64(sum_seconds), 0), business_n,"
                + " ifNull(toFloat64(business_sum_seconds), 0), mapSort(counts))) AS sums"
                + " FROM crm.fact_window WHERE family = '" + rollup.facts().name()
                + "' AND grain = 'hour' AND dated_by = '"
                + time + "'"
                + " UNION ALL SELECT 1, tenant, toStartOfInterval(assumeNotNull(" + time
                + "), INTERVAL 1 hour) AS hour, "
                + owner + " AS who, " + label + " AS what,"
                + " toString((count(), count(" + calendar + "), ifNull(toFloat64(sum(" + calendar + ")), 0), count("
                + business + "), ifNull(toFloat64(sum(" + business + ")), 0),"
                + " mapSort(mapFilter((k, v) -> k != '', sumMap(map(" + counted + ", 1)))))) AS sums"
                + " FROM crm." + rollup.facts().name() + " WHERE " + time + " IS NOT NULL"
                + " GROUP BY tenant, hour, who, what)"
                + " GROUP BY tenant, hour, who, what) WHERE streamed != recomputed ORDER BY name LIMIT "
                + Verification.SHOWN_DIFFERENCES;
    }

    private static final String DAYS =
            "SELECT tenant, concat(family, ' days ', dated_by, ' ', owner, ' ', label) AS name,"
                    + " toString((sumIf(n, grain = 'day'), sumIf(ended_n, grain = 'day'), sumIf(sum_seconds, grain = 'day')))"
                    + " AS streamed,"
                    + " toString((sumIf(n, grain = 'hour'), sumIf(ended_n, grain = 'hour'), sumIf(sum_seconds, grain = 'hour')))"
                    + " AS recomputed FROM crm.fact_window GROUP BY tenant, family, dated_by, owner, label"
                    + " HAVING streamed != recomputed ORDER BY name LIMIT " + Verification.SHOWN_DIFFERENCES;

    private static String text(String column) {
        return "ifNull(toString(" + column + "), '')";
    }

    private void collect(String query, List<Difference> differences) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                differences.add(new ValueDifference(
                        METRIC,
                        rows.getString("tenant") + "/" + rows.getString("name"),
                        "n, ended_n, sums, counts",
                        rows.getString("streamed"),
                        rows.getString("recomputed")));
            }
        }
    }

    private long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count() FROM crm.fact_window")) {
            row.next();
            return row.getLong(1);
        }
    }
}
