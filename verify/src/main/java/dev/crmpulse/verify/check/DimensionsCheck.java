package dev.crmpulse.verify.check;

import dev.crmpulse.connectors.clickhouse.FactRows;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Works out once more, from what the events of each history say, which dimensions every fact has: of each name what was said
 * last up to its start, else first after it, by events of its own deal or lead or of neither. Of all facts, or of those of some
 * histories.
 */
final class DimensionsCheck {
    private static final String METRIC = "dimensions";

    /** Of an event that is the fact itself the truth view says what it names: that goes first. */
    private static final String OWN = "own_dimensions";

    private static final String DIFFERING = """
            SELECT tenant, id, history, '%1$s' AS metric, toString(CAST(published AS Map(String, String))) AS streamed, toString(expected) AS recomputed
            FROM
            (
                SELECT
                    tenant,
                    id,
                    any(key_of_fact) AS history,
                    any(published) AS published,
                    any(own) AS own,
                    CAST(
                        arraySlice(
                            arraySort(arrayFilter(
                                named -> named.2 != '',
                                arrayConcat(
                                    arrayFilter(known -> NOT mapContains(own, known.1), groupArray((name, text))),
                                    arrayZip(mapKeys(own), mapValues(own))))),
                            1, 8),
                        'Map(String, String)') AS expected
                FROM
                (
                    SELECT
                        tenant,
                        id,
                        name,
                        any(key_of_fact) AS key_of_fact,
                        any(dimensions) AS published,
                        any(own) AS own,
                        if(
                            countIf(holds AND said_at <= started_at) > 0,
                            argMaxIf(said_text, position, holds AND said_at <= started_at),
                            argMinIf(said_text, position, holds)) AS text
                    FROM
                    (
                        SELECT
                            fact.tenant AS tenant, fact.id AS id, fact.key_of_fact AS key_of_fact, fact.started_at AS started_at,
                            fact.dimensions AS dimensions, fact.own AS own, said.name AS name, said.text AS said_text, said.position AS position,
                            said.time AS said_at,
                            -- of what holds for a deal or a lead alone the fact must be
                            (said.scope_deal = '' OR said.scope_deal = fact.deal_id)
                                AND (said.scope_lead = '' OR said.scope_lead = fact.lead_id) AS holds
                        FROM
                        (
                            SELECT tenant, id, started_at, key_of_fact, lead_id, deal_id, dimensions, %7$s AS own
                            FROM
                            (
                                SELECT
                                    tenant, id, started_at, dimensions, %2$s AS key_of_fact,
                                    %3$s AS lead_id, %4$s AS deal_id
                                FROM crm.%5$s
                                WHERE %6$s AND %10$s
                            ) AS row
                            %8$s
                            WHERE notEmpty(dimensions) OR (tenant, key_of_fact) IN (SELECT tenant, key FROM said_dimension)
                        ) AS fact
                        LEFT JOIN said_dimension AS said ON said.tenant = fact.tenant AND said.key = fact.key_of_fact
                    )
                    GROUP BY tenant, id, name
                )
                GROUP BY tenant, id
            )
            WHERE streamed != recomputed ORDER BY tenant, id LIMIT %9$d""";

    /** Whether any delivery speaks of dimensions; a name may be written with escapes. */
    private static final String SPOKEN = "SELECT count() FROM (SELECT 1 FROM %s WHERE (position(json, 'dimensions') > 0"
            + " OR position(json, '\\\\u') > 0) AND JSONHas(json, 'data', 'dimensions') LIMIT 1)";

    private static final String SAYINGS = "said_dimension";

    private final Connection session;
    private final TruthTables truth;
    private final Selection selection;
    private final List<Metric> metrics;

    DimensionsCheck(Connection session, TruthTables truth, Selection selection, List<Metric> metrics) {
        this.session = session;
        this.truth = truth;
        this.selection = selection;
        this.metrics = metrics;
    }

    MetricCheck run() throws SQLException {
        List<Difference> differences = new ArrayList<>();
        boolean spoken = count(SPOKEN.formatted(truth.deliveries())) > 0;
        long rows = 0;
        for (List<Metric> ofTimeline : metrics.stream()
                .collect(Collectors.groupingBy(Metric::timeline))
                .values()) {
            Timeline timeline = Timelines.ALL.stream()
                    .filter(known -> known.name().equals(ofTimeline.get(0).timeline()))
                    .findFirst()
                    .orElseThrow();
            boolean maySay = spoken && timeline.keepsDimensions();
            long said = maySay ? makeSayings(timeline) : 0;
            rows += said;
            if (said == 0) {
                collect(published(ofTimeline), differences);
            } else {
                for (Metric metric : ofTimeline) {
                    collect(differing(metric, timeline), differences);
                }
            }
            if (maySay) {
                TruthTables.drop(session, SAYINGS);
            }
        }
        return new MetricCheck(METRIC, METRIC, "sql", rows, differences);
    }

    /** Makes the table of what is said in the histories of a timeline. */
    private long makeSayings(Timeline timeline) throws SQLException {
        String types = Arrays.stream(EventType.values())
                .filter(type -> type != EventType.OTHER)
                .filter(timeline::isHomeOf)
                .map(EventType::cloudEventType)
                .collect(Collectors.joining(","));
        execute("SET param_timeline = '" + timeline.name() + "'");
        execute("SET param_types = '" + types + "'");
        execute("CREATE TEMPORARY TABLE " + SAYINGS + " ENGINE = MergeTree ORDER BY (tenant, key, position) AS "
                + truth.select("truth_dimension"));
        return count("SELECT count() FROM said_dimension");
    }

    /** Facts with dimensions, of which none was said. */
    private String published(List<Metric> metrics) {
        return metrics.stream()
                .map(metric -> "SELECT tenant, id, " + selection.keyOf(metric) + " AS history, '"
                        + metric.id() + "' AS metric,"
                        + " toString(CAST(dimensions AS Map(String, String))) AS streamed, '{}' AS recomputed FROM crm."
                        + metric.facts().name() + " WHERE notEmpty(dimensions) AND " + FactRows.of(metric) + " AND "
                        + selection.condition("history"))
                .collect(Collectors.joining(
                        " UNION ALL ",
                        "SELECT * FROM (",
                        ") ORDER BY metric, tenant, id LIMIT " + Verification.SHOWN_DIFFERENCES));
    }

    private String differing(Metric metric, Timeline timeline) throws SQLException {
        Set<String> columns =
                metric.facts().columns().stream().map(Column::name).collect(Collectors.toSet());
        boolean isEvent = metric.verification() == Metric.Verification.TRUTH_VIEW
                && columnsOf(metric.truthView()).contains(OWN);
        return DIFFERING.formatted(
                metric.id(),
                selection.isOfAll()
                        ? HistoryKeySql.of(metric, timeline.kinds(), "SELECT tenant, key FROM said_dimension")
                        : selection.keyOf(metric),
                columns.contains("lead_id") ? "lead_id" : "''",
                columns.contains("deal_id") ? "deal_id" : "''",
                metric.facts().name(),
                FactRows.of(metric),
                isEvent ? OWN : "CAST(map(), 'Map(String, String)')",
                isEvent
                        ? "LEFT JOIN (SELECT tenant, id, " + OWN + " FROM " + truth.relation(metric.truthView())
                                + ") AS event USING (tenant, id)"
                        : "",
                Verification.SHOWN_DIFFERENCES,
                selection.condition("key_of_fact"));
    }

    private void collect(String query, List<Difference> differences) throws SQLException {
        if (differences.size() >= Verification.SHOWN_DIFFERENCES) {
            return;
        }
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                differences.add(new ValueDifference(
                        rows.getString("metric"),
                        rows.getString("history"),
                        rows.getString("tenant") + "/" + rows.getString("id"),
                        METRIC,
                        rows.getString("streamed"),
                        rows.getString("recomputed")));
            }
        }
    }

    private long count(String query) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Set<String> columnsOf(String view) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name FROM system.columns WHERE database = 'crm' AND table = '" + view + "'")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
