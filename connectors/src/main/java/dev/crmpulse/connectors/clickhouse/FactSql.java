package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.connectors.clickhouse.SqlResources.Script;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.ViewColumn;
import dev.crmpulse.engine.rollup.DatedBy;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.rollup.Window;
import dev.crmpulse.engine.timeline.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of a fact, the view over it and the view of its windows: what its type says, as SQL. */
final class FactSql {
    private static final Map<String, String> STORE_COMMENTS = Map.of(
            "version", "Run << 32 | revision: of two rows of one key the larger is right",
            "is_deleted", "1 where the row retracts what was written under this key",
            "published_at", "When this was written");

    /** Later than anything that happens: what is open has the team of now. */
    private static final String NOW = "toDateTime64('2200-01-01 00:00:00', 3, 'UTC')";

    private FactSql() {}

    /** Makes the table. */
    static Script table(FactType<?> type) {
        Map<String, String> comments = tableComments(type);
        String columns = StoreColumns.of(type).entrySet().stream()
                .map(column -> "    " + column.getKey() + " " + column.getValue() + " COMMENT "
                        + SqlText.quoted(comments.get(column.getKey())))
                .collect(Collectors.joining(",\n"));
        return new Script("table/" + type.name(), """
                CREATE TABLE IF NOT EXISTS crm_store.%s
                (
                %s
                )
                ENGINE = ReplacingMergeTree(version, is_deleted)
                PARTITION BY toYYYYMM(started_at)
                ORDER BY (%s)
                COMMENT %s;
                """.formatted(
                        type.name(), columns, order(type), SqlText.quoted(type.comment())));
    }

    private static String order(FactType<?> type) {
        List<String> order = new ArrayList<>(type.groupedBy());
        order.addAll(List.of("tenant", "toDate(started_at)", "id"));
        return String.join(", ", order);
    }

    /** Comments a table of the right shape anew. */
    static String tableCommentsOf(FactType<?> type) {
        return comment(StoreColumns.DATABASE + "." + type.name(), tableComments(type));
    }

    /**
     * Makes the view of the newest version of each row.
     *
     * @param metrics those that state these facts, at least one
     */
    static Script view(FactType<?> type, List<Metric> metrics) {
        Map<String, String> comments = viewComments(type);
        List<String> columns = new ArrayList<>();
        columns.add("fact.* EXCEPT (version, is_deleted, published_at)");
        for (ViewColumn column : type.viewColumns()) {
            columns.add(column.expression().replace(ViewColumn.HORIZON, horizon(metrics)) + " AS " + column.name());
            comments.put(column.name(), column.comment());
        }
        boolean hasTeam = !type.ownersTeamAt().isEmpty();
        if (hasTeam) {
            columns.addAll(List.of("team", "region"));
            comments.put("team", "Team of the owner, of " + teamMoment(type));
            comments.put("region", "Region of the owner, of " + teamMoment(type));
        }
        columns.addAll(List.of("version", "toUInt32(bitAnd(version, 4294967295)) AS revision", "published_at"));
        return new Script("view/" + type.name(), """
                CREATE OR REPLACE VIEW crm.%1$s AS
                SELECT
                    %2$s
                FROM crm_store.%1$s AS fact FINAL
                %3$sSETTINGS do_not_merge_across_partitions_select_final = 1
                COMMENT %4$s;
                %5$s;
                """.formatted(
                        type.name(),
                        String.join(",\n    ", columns),
                        hasTeam ? membership(type) : "",
                        SqlText.quoted(type.comment()),
                        comment("crm." + type.name(), comments)));
    }

    /** Makes the view of the windows of a metric that is summed. */
    static Script windows(FactType<?> type) {
        Map<String, String> comments = viewComments(Window.TYPE);
        comments.put("team", "Team of the owner at the end of the window");
        comments.put("region", "Region of the owner at the end of the window");
        comments.put("is_final", "Whether all timelines have passed the end: a change from now on is a correction");
        String view = type.name() + "_window";
        return new Script("view/" + view, """
                CREATE OR REPLACE VIEW crm.%1$s AS
                SELECT *
                FROM crm.fact_window
                WHERE family = '%2$s'
                COMMENT 'Rows of %2$s summed: by owner and day, by hour of all owners';
                %3$s;
                """.formatted(view, type.name(), comment("crm." + view, comments)));
    }

    /**
     * Makes the view of every fact as windows sum it, once for each of its dates: what they are checked against, and what
     * answers questions finer than they are.
     */
    static Script summedFacts(List<Rollup> rollups) {
        Map<String, String> comments = new LinkedHashMap<>();
        comments.put("tenant", "Whose data it is");
        comments.put("family", "The fact");
        comments.put("id", "The fact's id");
        comments.put("dated_by", "started_at or ended_at: which of its times moment is");
        comments.put("moment", "When it began or ended (UTC)");
        comments.put("owner", "Whose fact, empty where nobody owns it");
        comments.put("label", "What of these facts, such as a stage");
        comments.put("calendar_seconds", "Its calendar time, NULL while it is open");
        comments.put("business_seconds", "Its business time, NULL where unknown");
        comments.put("counted", "What the family counts, such as a bucket");
        comments.put("dimensions", "Dimensions of the fact by name");
        return new Script("view/summed_fact", """
                CREATE OR REPLACE VIEW crm.summed_fact AS
                %s
                SETTINGS do_not_merge_across_partitions_select_final = 1
                COMMENT 'Facts as windows sum them, once by begin and once by end. By hour and owner: SELECT owner, toStartOfHour(moment) AS hour, count(), avg(calendar_seconds) FROM crm.summed_fact WHERE family = ''first_response'' AND dated_by = ''ended_at'' GROUP BY owner, hour';
                %s;
                """.formatted(
                        rollups.stream().map(FactSql::summed).collect(Collectors.joining("\nUNION ALL\n")),
                        comment("crm.summed_fact", comments)));
    }

    private static String summed(Rollup rollup) {
        String seconds = "CAST(NULL AS Nullable(Decimal(18, 3)))";
        return """
                SELECT
                    tenant,
                    '%s' AS family,
                    id,
                    date.1 AS dated_by,
                    assumeNotNull(date.2) AS moment,
                    %s AS owner,
                    %s AS label,
                    %s AS calendar_seconds,
                    %s AS business_seconds,
                    %s AS counted,
                    dimensions
                FROM crm_store.%1$s FINAL
                ARRAY JOIN [%s] AS date
                WHERE isNotNull(date.2)""".formatted(
                        rollup.facts().name(),
                        rollup.has("owner") ? "owner" : "''",
                        rollup.labelColumn().map(FactSql::text).orElse("''"),
                        rollup.has("calendar_seconds") ? "calendar_seconds" : seconds,
                        rollup.has("business_seconds") ? "business_seconds" : seconds,
                        rollup.countedColumn().map(FactSql::text).orElse("''"),
                        Arrays.stream(DatedBy.values())
                                .map(DatedBy::label)
                                .filter(rollup::has)
                                .map(time -> "('" + time + "', toNullable(" + time + "))")
                                .collect(Collectors.joining(", ")));
    }

    private static String text(String column) {
        return "ifNull(toString(" + column + "), '')";
    }

    /** The owner's team by an ASOF join, not by the dictionary, which may be older than the facts. */
    private static String membership(FactType<?> type) {
        List<String> moments =
                type.ownersTeamAt().stream().map(column -> "fact." + column).collect(Collectors.toList());
        if (isOpenAtFirst(type)) {
            moments.add(NOW);
        }
        String moment = moments.size() == 1 ? moments.get(0) : "coalesce(" + String.join(", ", moments) + ")";
        return """
                ASOF LEFT JOIN
                (
                    SELECT tenant AS person_tenant, rep_id AS person_id, valid_from AS person_from, team, region
                    FROM crm.membership
                ) AS person ON person_tenant = fact.tenant AND person_id = fact.owner
                    AND person_from <= %s
                """.formatted(moment);
    }

    private static String teamMoment(FactType<?> type) {
        return String.join(" or ", type.ownersTeamAt()) + (isOpenAtFirst(type) ? ", of now where it is NULL" : "");
    }

    private static boolean isOpenAtFirst(FactType<?> type) {
        return type.columns().stream()
                .filter(column -> type.ownersTeamAt().contains(column.name()))
                .allMatch(column -> column.type() == ColumnType.NULLABLE_TIME);
    }

    /** How far the timeline has come that states the fact. */
    private static String horizon(List<Metric> metrics) {
        Metric last = metrics.get(metrics.size() - 1);
        if (metrics.size() == 1) {
            return horizon(last);
        }
        return metrics.subList(0, metrics.size() - 1).stream()
                .map(metric -> FactRows.of(metric) + ", " + horizon(metric))
                .collect(Collectors.joining(", ", "multiIf(", ", " + horizon(last) + ")"));
    }

    private static String horizon(Metric metric) {
        return "(SELECT max(horizon) FROM crm.progress WHERE timeline = '" + metric.timeline() + "')";
    }

    private static Map<String, String> tableComments(FactType<?> type) {
        Map<String, String> comments = new LinkedHashMap<>();
        for (Column<?> column : type.columns()) {
            comments.put(column.name(), column.comment());
        }
        StoreColumns.of(type).keySet().forEach(column -> comments.computeIfAbsent(column, STORE_COMMENTS::get));
        return comments;
    }

    private static Map<String, String> viewComments(FactType<?> type) {
        Map<String, String> comments = tableComments(type);
        comments.remove("is_deleted");
        comments.put("revision", "Counts the publications of the history within its run: the lower half of version");
        return comments;
    }

    private static String comment(String relation, Map<String, String> comments) {
        return comments.entrySet().stream()
                .map(column -> "COMMENT COLUMN " + column.getKey() + " " + SqlText.quoted(column.getValue()))
                .collect(Collectors.joining(",\n    ", "ALTER TABLE " + relation + "\n    ", ""));
    }
}
