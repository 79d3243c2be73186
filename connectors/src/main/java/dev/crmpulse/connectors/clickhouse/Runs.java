package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.metrics.fact.FactType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;

/**
 * The runs of a database. A run is a lineage of state: it begins with an empty one and goes on through restarts; its
 * number is the upper half of every version, so that a later run overrides an earlier one.
 */
public final class Runs {
    private final Connection connection;

    public Runs(Connection connection) {
        this.connection = connection;
    }

    /** Begins a run after all others and tells its number. */
    public long begin(List<String> timelines, String mode) throws SQLException {
        long run;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT max(run) FROM crm_store.run")) {
            rows.next();
            run = rows.getLong(1) + 1;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO crm_store.run" + " SELECT toUInt32(?), ?, ?, now64(3), NULL, now64(3)")) {
            insert.setLong(1, run);
            insert.setString(2, String.join(" ", timelines));
            insert.setString(3, mode);
            insert.executeUpdate();
        }
        return run;
    }

    /** Notes that the last job of the run ended. */
    public void end(long run) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO crm_store.run"
                + " SELECT run, timelines, mode, started_at, now64(3), now64(3)"
                + " FROM crm_store.run FINAL WHERE run = ?")) {
            insert.setLong(1, run);
            insert.executeUpdate();
        }
    }

    /** Takes back what earlier runs said and this one did not say again; tells how many rows that were. */
    public long retractUnsaid(long run, Collection<FactType<?>> facts) throws SQLException {
        long retracted = 0;
        for (FactType<?> fact : facts) {
            String table = StoreColumns.DATABASE + "." + fact.name();
            String unsaid = table + " FINAL WHERE bitShiftRight(version, 32) < ?";
            try (PreparedStatement count = connection.prepareStatement("SELECT count() FROM " + unsaid)) {
                count.setLong(1, run);
                try (ResultSet rows = count.executeQuery()) {
                    rows.next();
                    retracted += rows.getLong(1);
                }
            }
            // in a query of their own: beside REPLACE, the condition would mean the new version
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " SELECT * REPLACE ("
                    + "bitShiftLeft(toUInt64(?), 32) AS version, toUInt8(1) AS is_deleted, now64(3) AS published_at)"
                    + " FROM (SELECT * FROM " + unsaid + ")")) {
                insert.setLong(1, run);
                insert.setLong(2, run);
                insert.executeUpdate();
            }
        }
        return retracted;
    }
}
