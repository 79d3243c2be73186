package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.fact.FactType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * The runs of a database. Each start of the jobs is a run; its number is the upper half of every version, so that a later
 * run overrides an earlier one. Runs that go on with one another's state are a lineage, named by its first.
 */
public final class Runs {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final String INSERT =
            "INSERT INTO crm_store.run" + " (run, timelines, mode, lineage, def, started_at, ended_at, published_at)";

    private final Connection connection;

    public Runs(Connection connection) {
        this.connection = connection;
    }

    /** Begins a run of that number from an empty state, which evaluates as the one before; to do so again comes to the same. */
    public void begin(long run, List<String> timelines, String mode) throws SQLException {
        begin(run, timelines, mode, Math.max(1, def(run)));
    }

    /** Number of the run after all others. */
    public long next() throws SQLException {
        return newest().orElse(0) + 1;
    }

    /**
     * Begins a run of that number from an empty state; to do so again comes to the same.
     *
     * @param def number of the set of policies that it evaluates by
     */
    public void begin(long run, List<String> timelines, String mode, long def) throws SQLException {
        note(run, timelines, mode, run, def);
    }

    /** Number of the set of policies that the runs before this one evaluated by; 0 where there were none. */
    public long def(long before) throws SQLException {
        return ofNewest("def", before);
    }

    /**
     * Begins a run of that number that goes on with the state of the one before, where there is any; to do so again comes
     * to the same.
     */
    public void goOn(long run, List<String> timelines, String mode) throws SQLException {
        note(run, timelines, mode, Math.max(1, ofNewest("lineage", run)), Math.max(1, def(run)));
    }

    /** Notes that the run began from an empty state after all. */
    public void beganAnew(long run) throws SQLException {
        rewrite("run, timelines, mode, run, def, started_at, ended_at", run);
    }

    /** Notes that the run is alive: no other one of its timelines may begin for a while. */
    public void renewLease(long run) throws SQLException {
        rewrite("run, timelines, mode, lineage, def, started_at, CAST(NULL AS Nullable(DateTime64(3, 'UTC')))", run);
    }

    /** Notes that the last job of the run ended. */
    public void end(long run) throws SQLException {
        rewrite("run, timelines, mode, lineage, def, started_at, now64(3)", run);
    }

    /** The run that computes one of these timelines now, if there is one: two would override each other. */
    public OptionalLong alive(List<String> timelines) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT run FROM crm_store.run FINAL"
                + " WHERE mode IN ('live', 'back-fill') AND ended_at IS NULL AND published_at > now64(3) - ?"
                + " AND hasAny(splitByChar(' ', timelines), splitByChar(' ', ?)) ORDER BY run DESC LIMIT 1")) {
            query.setLong(1, LEASE.toSeconds());
            query.setString(2, String.join(" ", timelines));
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Whether anything was evaluated yet: as long as nothing was, policies may date from any time. */
    public boolean haveProcessed() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT (SELECT count() FROM (SELECT 1 FROM crm_store.event LIMIT 1))"
                                + " + (SELECT count() FROM (SELECT 1 FROM crm_store.ledger LIMIT 1))")) {
            row.next();
            return row.getLong(1) > 0;
        }
    }

    /** The last run that began; empty where none did. */
    public OptionalLong newest() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT max(run) FROM crm_store.run")) {
            rows.next();
            long run = rows.getLong(1);
            return run == 0 ? OptionalLong.empty() : OptionalLong.of(run);
        }
    }

    /** Whether this run began last, and its last job has ended. */
    public boolean isNewestAndOver(long run) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT count() FROM crm_store.run FINAL"
                + " WHERE run = ? AND ended_at IS NOT NULL AND run = (SELECT max(run) FROM crm_store.run)")) {
            query.setLong(1, run);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1) == 1;
            }
        }
    }

    private long ofNewest(String column, long before) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT argMax(" + column + ", run) FROM crm_store.run FINAL WHERE run < ?")) {
            query.setLong(1, before);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void note(long run, List<String> timelines, String mode, long lineage, long def) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                INSERT + " SELECT toUInt32(?), ?, ?, toUInt32(?), toUInt32(?), now64(3), NULL, now64(3)")) {
            insert.setLong(1, run);
            insert.setString(2, String.join(" ", timelines));
            insert.setString(3, mode);
            insert.setLong(4, lineage);
            insert.setLong(5, def);
            insert.executeUpdate();
        }
    }

    private void rewrite(String columns, long run) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                INSERT + " SELECT " + columns + ", now64(3) FROM crm_store.run FINAL WHERE run = ?")) {
            insert.setLong(1, run);
            insert.executeUpdate();
        }
    }

    /** Retracts rows of earlier runs that this one did not write again; returns how many. */
    public long retractStale(long run, Collection<FactType<?>> facts) throws SQLException {
        long retracted = 0;
        for (FactType<?> fact : facts) {
            String table = StoreColumns.DATABASE + "." + fact.name();
            String stale = table + " FINAL WHERE bitShiftRight(version, 32) < ?";
            try (PreparedStatement count = connection.prepareStatement("SELECT count() FROM " + stale)) {
                count.setLong(1, run);
                try (ResultSet rows = count.executeQuery()) {
                    rows.next();
                    retracted += rows.getLong(1);
                }
            }
            // in a query of their own: beside REPLACE, the condition would mean the new version
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " SELECT * REPLACE ("
                    + "bitShiftLeft(toUInt64(?), 32) AS version, toUInt8(1) AS is_deleted, now64(3) AS published_at)"
                    + " FROM (SELECT * FROM " + stale + ")")) {
                insert.setLong(1, run);
                insert.setLong(2, run);
                insert.executeUpdate();
            }
        }
        return retracted;
    }
}
