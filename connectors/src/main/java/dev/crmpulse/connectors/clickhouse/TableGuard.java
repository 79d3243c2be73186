package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.JournalType;
import dev.crmpulse.engine.fact.TableType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses tables on which exactly once would not hold, before any row is written. */
public final class TableGuard {
    /** ClickHouse's default is 0: a table that forgets its batches would keep every retry. */
    private static final int SMALLEST_WINDOW = 10_000;

    private static final String REMEDY = "restore it, or drop the databases crm and crm_store and replay everything";

    private static final Pattern WINDOW = Pattern.compile("non_replicated_deduplication_window = (\\d+)");

    private final Connection connection;

    public TableGuard(Connection connection) {
        this.connection = connection;
    }

    /**
     * Checks the tables of these types.
     *
     * @throws UnsafeDatabaseException naming the first one that is missing, of another shape or unsafe
     */
    public void check(Collection<? extends TableType<?>> types) throws SQLException, UnsafeDatabaseException {
        for (TableType<?> type : types) {
            checkEngine(type);
            checkColumns(type);
        }
    }

    private void checkEngine(TableType<?> type) throws SQLException, UnsafeDatabaseException {
        String table = StoreColumns.DATABASE + "." + type.name();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT engine_full FROM system.tables WHERE database = ? AND name = ?")) {
            query.setString(1, StoreColumns.DATABASE);
            query.setString(2, type.name());
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new UnsafeDatabaseException("table " + table + " is missing: run crm-pulse migrate; where it"
                            + " was dropped, " + REMEDY);
                }
                checkEngine(type, table, rows.getString(1));
            }
        }
    }

    private static void checkEngine(TableType<?> type, String table, String engine) throws UnsafeDatabaseException {
        if (type instanceof FactType) {
            require(
                    table,
                    engine,
                    engine.contains("ReplacingMergeTree") && engine.contains("version, is_deleted"),
                    "ReplacingMergeTree(version, is_deleted)");
        } else if (((JournalType<?>) type).repeats() == Deduplication.REPLACED_BY_KEY) {
            require(
                    table,
                    engine,
                    engine.contains("ReplacingMergeTree") && engine.contains("published_at"),
                    "ReplacingMergeTree(published_at)");
        } else {
            Matcher window = WINDOW.matcher(engine);
            require(
                    table,
                    engine,
                    window.find() && Integer.parseInt(window.group(1)) >= SMALLEST_WINDOW,
                    "non_replicated_deduplication_window of " + SMALLEST_WINDOW + " or more");
        }
    }

    private static void require(String table, String engine, boolean safe, String needed)
            throws UnsafeDatabaseException {
        if (!safe) {
            throw new UnsafeDatabaseException("table " + table + " needs " + needed
                    + " to be written exactly once, it is " + engine + ": alter it, or " + REMEDY);
        }
    }

    private void checkColumns(TableType<?> type) throws SQLException, UnsafeDatabaseException {
        Map<String, String> actual = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT name, type FROM system.columns WHERE database = ? AND table = ? ORDER BY position")) {
            query.setString(1, StoreColumns.DATABASE);
            query.setString(2, type.name());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    actual.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        for (Map.Entry<String, String> column : StoreColumns.of(type).entrySet()) {
            String found = actual.get(column.getKey());
            if (!column.getValue().equals(found)) {
                throw new UnsafeDatabaseException("column " + StoreColumns.DATABASE + "." + type.name() + "."
                        + column.getKey() + " should be " + column.getValue() + " and is "
                        + (found == null ? "missing" : found)
                        + ": run crm-pulse migrate; where it was altered, alter it back");
            }
        }
    }
}
