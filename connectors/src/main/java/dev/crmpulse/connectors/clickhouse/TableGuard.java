package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.JournalType;
import dev.crmpulse.engine.fact.TableType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
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
        // of all tables at once: ClickHouse looks through the whole list for each question
        Map<String, String> engines = engines();
        Map<String, Map<String, String>> columns = columns();
        for (TableType<?> type : types) {
            String table = StoreColumns.DATABASE + "." + type.name();
            String engine = engines.get(type.name());
            if (engine == null) {
                throw new UnsafeDatabaseException(
                        "table " + table + " is missing: run crm-pulse migrate; where it" + " was dropped, " + REMEDY);
            }
            checkEngine(type, table, engine);
            checkColumns(type, table, columns.getOrDefault(type.name(), Map.of()));
        }
    }

    private Map<String, String> engines() throws SQLException {
        Map<String, String> engines = new HashMap<>();
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("SELECT name, engine_full FROM system.tables WHERE database = '"
                        + StoreColumns.DATABASE + "'")) {
            while (rows.next()) {
                engines.put(rows.getString(1), rows.getString(2));
            }
        }
        return engines;
    }

    /** Types by table and column. */
    private Map<String, Map<String, String>> columns() throws SQLException {
        Map<String, Map<String, String>> columns = new HashMap<>();
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("SELECT table, name, type FROM system.columns WHERE database = '"
                        + StoreColumns.DATABASE + "'")) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), table -> new HashMap<>())
                        .put(rows.getString(2), rows.getString(3));
            }
        }
        return columns;
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

    private static void checkColumns(TableType<?> type, String table, Map<String, String> actual)
            throws UnsafeDatabaseException {
        for (Map.Entry<String, String> column : StoreColumns.of(type).entrySet()) {
            String found = actual.get(column.getKey());
            if (!column.getValue().equals(found)) {
                throw new UnsafeDatabaseException("column " + table + "." + column.getKey() + " should be "
                        + column.getValue() + " and is " + (found == null ? "missing" : found)
                        + ": run crm-pulse migrate; where it was altered, alter it back");
            }
        }
    }
}
