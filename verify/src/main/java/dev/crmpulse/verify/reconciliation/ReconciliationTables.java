package dev.crmpulse.verify.reconciliation;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.verify.check.TenantDay;
import dev.crmpulse.verify.check.ValueDifference;
import dev.crmpulse.verify.check.Verification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What passes leave behind for one another: how far they came, and what did not agree. */
final class ReconciliationTables {
    /** Histories, under each key by which deliveries are evaluated, of kinds that the timelines have. */
    private static final String HISTORIES = "(SELECT tenant, key, published_at FROM crm.event"
            + " UNION ALL SELECT tenant, key, published_at FROM crm.event_key)"
            + " WHERE has(splitByChar(' ', ?), splitByChar('/', key)[1])";

    private final QueryRetry clickHouse;
    private final String timelines;
    private final String kinds;
    private final long run;

    ReconciliationTables(ClickHouseEndpoint endpoint, Collection<Timeline> timelines, long run) {
        this.clickHouse = QueryRetry.of(endpoint);
        this.timelines = timelines.stream().map(Timeline::name).sorted().collect(Collectors.joining(" "));
        this.kinds = timelines.stream()
                .flatMap(timeline -> timeline.kinds().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        this.run = run;
    }

    /**
     * Histories that a pass goes through.
     *
     * @param untilMillis those that changed up to then were chosen from, in ClickHouse's own time
     * @param changed since the pass before
     * @param others whose turn it is
     * @param days of which the windows are compared: some that changed, and others
     * @param last the last of the others, null where the next pass begins anew
     */
    record Choice(
            long untilMillis, Set<EntityKey> changed, Set<EntityKey> others, Set<TenantDay> days, EntityKey last) {}

    /** A difference that is not resolved. */
    record Known(String metric, String id, String column, EntityKey history) {
        boolean is(ValueDifference found) {
            return metric.equals(found.metric())
                    && (history.tenant() + '/' + id).equals(found.row())
                    && column.equals(found.column());
        }
    }

    /** The tenant of a row and the history that it follows from. */
    static EntityKey historyOf(ValueDifference difference) {
        return EntityKey.of(tenant(difference), difference.history());
    }

    private static String tenant(ValueDifference difference) {
        return difference.row().substring(0, difference.row().indexOf('/'));
    }

    /** Differences that are not resolved, the oldest first. */
    List<Known> open(int most) throws Exception {
        return clickHouse.call(connection -> {
            List<Known> known = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement("SELECT metric, id, fact_column, tenant, history"
                    + " FROM crm.difference WHERE resolved_at IS NULL ORDER BY found_at LIMIT ?")) {
                query.setInt(1, most);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        known.add(new Known(
                                rows.getString("metric"),
                                rows.getString("id"),
                                rows.getString("fact_column"),
                                EntityKey.of(rows.getString("tenant"), rows.getString("history"))));
                    }
                }
            }
            return known;
        });
    }

    /** Whether the job wrote after a moment, and has committed that: then all of before is committed too. */
    boolean hasCommittedSince(Instant moment) throws Exception {
        return clickHouse.call(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT min(published_at) >"
                    + " fromUnixTimestamp64Milli(?) FROM crm.progress WHERE has(splitByChar(' ', ?), timeline)")) {
                query.setLong(1, moment.toEpochMilli());
                query.setString(2, timelines);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }

    /** Half of the histories at most are such that changed lately, so that the turn of all others comes. */
    Choice choose(ReconciliationSettings settings) throws Exception {
        return clickHouse.call(connection -> choose(connection, settings));
    }

    private Choice choose(Connection connection, ReconciliationSettings settings) throws SQLException {
        long since;
        long until;
        String tenant;
        String key;
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT toUnixTimestamp64Milli(now64(3) - toIntervalMillisecond(?)) AS until_millis,"
                        + " greatest(toUnixTimestamp64Milli(max(r.until)), until_millis - 86400000) AS since_millis,"
                        + " argMax(next_tenant, started_at) AS tenant, argMax(next_key, started_at) AS key"
                        + " FROM crm_store.reconciliation AS r FINAL WHERE timelines = ?")) {
            query.setLong(1, settings.settling().toMillis());
            query.setString(2, timelines);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                since = row.getLong("since_millis");
                until = row.getLong("until_millis");
                tenant = row.getString("tenant");
                key = row.getString("key");
            }
        }
        int half = (settings.histories() + 1) / 2;
        Set<EntityKey> changed = keys(
                connection,
                "SELECT tenant, key FROM " + HISTORIES + " AND published_at > fromUnixTimestamp64Milli(?)"
                        + " AND published_at <= fromUnixTimestamp64Milli(?)"
                        + " GROUP BY tenant, key ORDER BY sipHash64(key, ?) LIMIT " + half,
                kinds,
                since,
                until,
                until);
        int rest = settings.histories() - changed.size();
        Set<EntityKey> others = keys(
                connection,
                "SELECT tenant, key FROM " + HISTORIES + " AND (tenant, key) > (?, ?)"
                        + " AND published_at <= fromUnixTimestamp64Milli(?)"
                        + " GROUP BY tenant, key ORDER BY tenant, key LIMIT " + rest,
                kinds,
                tenant,
                key,
                until);
        EntityKey last = others.size() < rest
                ? null
                : others.stream().reduce((earlier, later) -> later).orElse(null);
        return new Choice(until, changed, others, days(connection, settings, since, until), last);
    }

    /** Half of them at most such whose windows changed lately, and all by chance: of all there are, each has its turn in time. */
    private static Set<TenantDay> days(Connection connection, ReconciliationSettings settings, long since, long until)
            throws SQLException {
        String chosen = " GROUP BY tenant, day ORDER BY sipHash64(tenant, day, ?) LIMIT ";
        String select = "SELECT tenant, concat('day/', toString(toDate(started_at))) AS day FROM crm_store.fact_window"
                + " WHERE published_at <= fromUnixTimestamp64Milli(?)";
        Set<EntityKey> keys = new LinkedHashSet<>(keys(
                connection,
                select + " AND published_at > fromUnixTimestamp64Milli(?)" + chosen + (settings.days() + 1) / 2,
                until,
                since,
                until));
        keys.addAll(keys(connection, select + chosen + (settings.days() - keys.size()), until, until));
        return keys.stream().map(TenantDay::of).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    private static Set<EntityKey> keys(Connection connection, String question, Object... values) throws SQLException {
        Set<EntityKey> keys = new LinkedHashSet<>();
        try (PreparedStatement query = connection.prepareStatement(question)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    keys.add(EntityKey.of(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return keys;
    }

    /** Writes what was confirmed and not known, and that what was known and is not found any more is resolved. */
    void write(List<Known> known, List<ValueDifference> found, List<ValueDifference> confirmed) throws Exception {
        clickHouse.call(connection -> {
            for (ValueDifference difference : confirmed) {
                if (known.stream().noneMatch(old -> old.is(difference))) {
                    insert(connection, difference);
                }
            }
            for (Known old : known) {
                // of many differences of a metric not all are shown
                long shown = found.stream()
                        .filter(difference -> difference.metric().equals(old.metric()))
                        .count();
                if (found.stream().noneMatch(old::is) && shown < Verification.SHOWN_DIFFERENCES) {
                    resolve(connection, old);
                }
            }
            return null;
        });
    }

    private void insert(Connection connection, ValueDifference difference) throws SQLException {
        String tenant = tenant(difference);
        update(
                connection,
                "INSERT INTO crm_store.difference (tenant, metric, id, fact_column, history, streamed, recomputed, found_at,"
                        + " resolved_at, run, published_at)"
                        + " SELECT ?, ?, ?, ?, ?, ?, ?, now64(3), NULL, toUInt32(?), now64(3)",
                tenant,
                difference.metric(),
                difference.row().substring(tenant.length() + 1),
                difference.column(),
                difference.history(),
                difference.streamed(),
                difference.recomputed(),
                run);
    }

    private static void resolve(Connection connection, Known known) throws SQLException {
        update(
                connection,
                "INSERT INTO crm_store.difference SELECT * REPLACE (now64(3) AS resolved_at, now64(3) AS published_at)"
                        + " FROM (SELECT * FROM crm_store.difference FINAL WHERE tenant = ? AND metric = ? AND id = ?"
                        + " AND fact_column = ?)",
                known.history().tenant(),
                known.metric(),
                known.id(),
                known.column());
    }

    /** Notes what came of a pass, and where the next one goes on. */
    void done(Instant begin, Choice choice, Reconciliation done) throws Exception {
        clickHouse.call(connection -> {
            update(
                    connection,
                    "INSERT INTO crm_store.reconciliation (timelines, started_at, ended_at, until, changed_histories,"
                            + " other_histories, compared_days, next_tenant, next_key, compared_rows, differences, failure,"
                            + " run, published_at) SELECT ?, fromUnixTimestamp64Milli(?), now64(3), fromUnixTimestamp64Milli(?), ?, ?,"
                            + " ?, ?, ?, ?, ?, '',"
                            + " toUInt32(?), now64(3)",
                    timelines,
                    begin.toEpochMilli(),
                    choice.untilMillis(),
                    done.changed(),
                    done.others(),
                    done.days(),
                    choice.last() == null ? "" : choice.last().tenant(),
                    choice.last() == null ? "" : choice.last().subject(),
                    done.rows(),
                    done.differences(),
                    run);
            return null;
        });
    }

    /** Notes that a pass could not be ended; the next one does what it was to do. */
    void failed(Instant begin, Exception failure) throws Exception {
        clickHouse.call(connection -> {
            update(
                    connection,
                    "INSERT INTO crm_store.reconciliation (timelines, started_at, ended_at, until, next_tenant, next_key,"
                            + " failure, run, published_at) SELECT ?, fromUnixTimestamp64Milli(?), now64(3), max(r.until),"
                            + " argMax(r.next_tenant, r.started_at), argMax(r.next_key, r.started_at), ?, toUInt32(?),"
                            + " now64(3) FROM crm_store.reconciliation AS r FINAL WHERE timelines = ?",
                    timelines,
                    begin.toEpochMilli(),
                    String.valueOf(failure.getMessage()).lines().findFirst().orElse(""),
                    run,
                    timelines);
            return null;
        });
    }

    private static void update(Connection connection, String command, Object... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(command)) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }
}
