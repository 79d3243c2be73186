package dev.crmpulse.verify.check;

import dev.crmpulse.engine.timeline.Metric;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Adds facts of all families up once more, and compares the sums with the windows, hours of all and days of owners: all of them, or
 * those that begin on some days.
 */
final class WindowsCheck {
    private static final String METRIC = "windows";

    private static final String SUMS = """
            SELECT * FROM
            (
                SELECT
                    tenant,
                    concat('day/', toString(toDate(begin))) AS day,
                    concat(family, ' ', grain, ' ', toString(begin), ' ', dated_by, ' ', who, ' ', what, if(by = '', '', concat(' ', by, '=', text))) AS name,
                    groupArrayIf(sums, side = 'streamed')[1] AS streamed,
                    groupArrayIf(sums, side = 'recomputed')[1] AS recomputed
                FROM
                (
                    SELECT
                        'streamed' AS side, CAST(family AS String) AS family, tenant, grain, dated_by, started_at AS begin, owner AS who, toString(label) AS what,
                        toString(dimension) AS by, value AS text,
                        toString((n, ended_n, ifNull(toFloat64(sum_seconds), 0), business_n,
                            ifNull(toFloat64(business_sum_seconds), 0), mapSort(counts))) AS sums
                    FROM crm.fact_window
                    WHERE family IN (%1$s) AND %5$s
                    UNION ALL
                    SELECT
                        'recomputed', CAST(family AS String) AS family, tenant, window.1 AS grain, dated_by, window.2 AS begin, window.3 AS who, label AS what,
                        slice.1 AS by, slice.2 AS text,
                        toString((count(), count(calendar_seconds), ifNull(toFloat64(sum(calendar_seconds)), 0),
                            count(business_seconds), ifNull(toFloat64(sum(business_seconds)), 0),
                            mapSort(mapFilter((k, v) -> k != '', sumMap(map(counted, 1))))))
                    FROM
                    (
                        SELECT
                            fact.*,
                            if(profile.zone = '', 'UTC', profile.zone) AS zone,
                            arrayConcat([('', '')], arrayMap(name -> (name, fact.dimensions[name]), profile.dimensions)) AS slices
                        FROM (SELECT * FROM crm.summed_fact WHERE family IN (%1$s) AND %6$s) AS fact
                        ASOF LEFT JOIN crm.tenant_profile AS profile
                            ON fact.tenant = profile.tenant AND profile.effective_from <= fact.moment
                    )
                    ARRAY JOIN [('hour', %2$s, ''), ('day', %3$s, owner)] AS window
                    ARRAY JOIN slices AS slice
                    WHERE %7$s
                    GROUP BY family, tenant, grain, dated_by, begin, who, what, by, text
                )
                GROUP BY family, tenant, grain, dated_by, begin, who, what, by, text
            )
            WHERE streamed != recomputed ORDER BY name LIMIT %4$d
            SETTINGS max_bytes_before_external_group_by = 500000000""";

    /** A day of the clocks may begin on one day of UTC, go on over the next and end, where they are set back, on the one after. */
    private static final int DAYS_OF_A_DAY = 3;

    private final Connection connection;
    private final List<Metric> metrics;
    private final Set<TenantDay> days;

    /** @param days on which the windows begin that are compared; none for all windows */
    WindowsCheck(Connection connection, List<Metric> metrics, Set<TenantDay> days) {
        this.connection = connection;
        this.metrics = metrics;
        this.days = Set.copyOf(days);
    }

    /** Whether any of the metrics has windows. */
    static boolean concerns(List<Metric> metrics) {
        return metrics.stream().anyMatch(metric -> metric.rollup().isPresent());
    }

    MetricCheck run() throws SQLException {
        List<String> zones = zones();
        String families = metrics.stream()
                .map(Metric::rollup)
                .flatMap(Optional::stream)
                .map(rollup -> "'" + rollup.facts().name() + "'")
                .distinct()
                .collect(Collectors.joining(", "));
        String streamed = "family IN (" + families + ") AND " + isOfDays("started_at", 1);
        String query = SUMS.formatted(
                families,
                begin(
                        zones,
                        "toStartOfInterval(moment + toIntervalSecond(timeZoneOffset(%1$s)), INTERVAL 1 hour)"
                                + " - toIntervalSecond(timeZoneOffset(%1$s))"),
                begin(zones, "dateTrunc('day', %1$s)"),
                Verification.SHOWN_DIFFERENCES,
                isOfDays("started_at", 1),
                isOfDays("moment", DAYS_OF_A_DAY),
                isOfDays("window.2", 1));
        return new MetricCheck(METRIC, "fact_window", "sql", count(streamed), differences(query));
    }

    /** Whether a moment lies on one of the days, or on one of so many that begin with it. */
    private String isOfDays(String moment, int many) {
        return days.isEmpty()
                ? "true"
                : "(tenant, toDate(" + moment + ")) IN ("
                        + days.stream()
                                .flatMap(one -> IntStream.range(0, many)
                                        .mapToObj(later -> "(" + Selection.quoted(one.tenant()) + ", toDate('"
                                                + one.day().plusDays(later) + "'))"))
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ")";
    }

    /** The begin of a window, in each zone by its own clocks: a zone must be a constant where ClickHouse reads it. */
    private static String begin(List<String> zones, String expression) {
        String cases = zones.stream()
                .map(zone -> "zone = '" + zone + "', "
                        + inUtc(expression.formatted("toTimeZone(moment, '" + zone + "')")) + ", ")
                .collect(Collectors.joining());
        String otherwise = inUtc(expression.formatted("moment"));
        return cases.isEmpty() ? otherwise : "multiIf(" + cases + otherwise + ")";
    }

    private static String inUtc(String moment) {
        return "toDateTime64(" + moment + ", 3, 'UTC')";
    }

    private List<String> zones() throws SQLException {
        List<String> zones = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT DISTINCT zone FROM crm.tenant_profile WHERE zone != 'UTC' ORDER BY zone")) {
            while (rows.next()) {
                zones.add(rows.getString(1));
            }
        }
        return zones;
    }

    private List<Difference> differences(String query) throws SQLException {
        List<Difference> differences = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                differences.add(new ValueDifference(
                        METRIC,
                        rows.getString("day"),
                        rows.getString("tenant") + "/" + rows.getString("name"),
                        "n, ended_n, sums, counts",
                        rows.getString("streamed"),
                        rows.getString("recomputed")));
            }
        }
        return differences;
    }

    private long count(String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count() FROM crm.fact_window WHERE " + condition)) {
            row.next();
            return row.getLong(1);
        }
    }
}
