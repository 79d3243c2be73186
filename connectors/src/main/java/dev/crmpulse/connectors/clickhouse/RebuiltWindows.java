package dev.crmpulse.connectors.clickhouse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The figures that a run from an empty state replaces: kept when it begins, since its own rows will take their place, and
 * journalled as corrections when it is complete.
 */
public final class RebuiltWindows {
    private static final String CLOSED =
            "ended_at <= (SELECT max(horizon) FROM crm_store.progress FINAL WHERE run < %1$d)";

    private static final String KEEP = "INSERT INTO crm_store.rebuilt_window"
            + " SELECT toUInt32(%1$d), tenant, id, started_at, ended_at, family, grain, dated_by, owner, label, n,"
            + " sum_seconds, business_n, business_sum_seconds, counts, now64(3) FROM crm_store.fact_window FINAL"
            + " WHERE " + CLOSED;

    /** A cohort is expected to see its facts end later: only another number of facts, or another calendar, corrects it. */
    private static final String COMPARE = "INSERT INTO crm_store.correction (tenant, window_id, started_at, ended_at,"
            + " family, grain, dated_by, owner, label, horizon, n_before, n_after, sum_seconds_before,"
            + " sum_seconds_after, business_sum_seconds_before, business_sum_seconds_after, counts_before, counts_after, cause,"
            + " cause_kind, run, published_at)"
            + " SETTINGS insert_deduplicate = 0"
            + " SELECT tenant, window_id, any(began), any(ended), any(of_family), any(of_grain), any(date), any(of_owner),"
            + " any(of_label), (SELECT max(horizon) FROM crm_store.progress FINAL WHERE run < %1$d),"
            + " sumIf(facts, earlier) AS n_before, sumIf(facts, NOT earlier) AS n_after,"
            + " sumIf(seconds, earlier) AS seconds_before, sumIf(seconds, NOT earlier) AS seconds_after,"
            + " sumIf(business, earlier) AS business_before, sumIf(business, NOT earlier) AS business_after,"
            + " anyIf(counts_of, earlier), anyIf(counts_of, NOT earlier),"
            + " 'rebuild: run %1$d, def %2$d', 'rebuild', toUInt32(%1$d), now64(3)"
            + " FROM (SELECT tenant, window_id, started_at AS began, ended_at AS ended, family AS of_family,"
            + " grain AS of_grain, dated_by AS date, owner AS of_owner, label AS of_label, n AS facts,"
            + " ifNull(sum_seconds, 0) AS seconds, ifNull(business_sum_seconds, 0) AS business,"
            + " counts AS counts_of, toString(counts) AS counted, true AS earlier FROM crm_store.rebuilt_window FINAL"
            + " WHERE run = %1$d AND window_id != ''"
            + " UNION ALL SELECT tenant, id, started_at, ended_at, family, grain, dated_by, owner, label, n,"
            + " ifNull(sum_seconds, 0), ifNull(business_sum_seconds, 0), counts, toString(counts), false FROM crm_store.fact_window FINAL"
            + " WHERE " + CLOSED + ")"
            // what an attempt before wrote until it was killed
            + " WHERE (tenant, window_id) NOT IN (SELECT tenant, window_id FROM crm_store.correction"
            + " WHERE run = %1$d AND cause_kind = 'rebuild')"
            + " GROUP BY tenant, window_id"
            + " HAVING n_before != n_after OR (seconds_before = seconds_after AND business_before != business_after)"
            + " OR (any(date) = 'ended_at' AND (seconds_before != seconds_after OR uniqExact(counted) > 1))";

    private final Connection connection;

    public RebuiltWindows(Connection connection) {
        this.connection = connection;
    }

    /** Keeps what closed windows say before a run; to do so again comes to the same. */
    public void keep(long run) throws SQLException {
        execute(KEEP.formatted(run));
    }

    /** Journals what they say otherwise after it, once. */
    public void compare(long run, long def) throws SQLException {
        if (count("SELECT count() FROM crm_store.rebuilt_window WHERE run = %d AND window_id = ''".formatted(run))
                > 0) {
            return;
        }
        execute(COMPARE.formatted(run, def));
        execute("INSERT INTO crm_store.rebuilt_window (run, window_id, published_at) VALUES (%d, '', now64(3))"
                .formatted(run));
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
