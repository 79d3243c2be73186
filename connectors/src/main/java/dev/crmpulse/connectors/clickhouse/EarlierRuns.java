package dev.crmpulse.connectors.clickhouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What runs before another one wrote. Tables are replaced by such as never held it: ClickHouse keeps the files of rows that it has
 * deleted or merged as long as it likes, but drops a table with all of them.
 */
public final class EarlierRuns {
    /** Of no person, and in force whichever run wrote them. */
    private static final Set<String> STAYING = Set.of("run", "policy", "calendar_interval", "erasure");

    private static final String COPY = "_of_newest_run";

    private final Connection connection;

    public EarlierRuns(Connection connection) {
        this.connection = connection;
    }

    /**
     * Deletes what runs before this one wrote, what this one took back of theirs, and the corrections by which it says that figures of
     * one owner are another's now; to do so again comes to the same. Nobody else may write meanwhile.
     *
     * @param renamed owners under their new names
     */
    public void delete(long run, Collection<String> renamed) throws SQLException {
        for (Map.Entry<String, Set<String>> table : columnsOfTables().entrySet()) {
            String name = table.getKey();
            if (name.endsWith(COPY)) {
                // of one who died on the way
                execute("DROP TABLE IF EXISTS " + StoreColumns.DATABASE + "." + name + " SYNC");
            } else if (!STAYING.contains(name) && table.getValue().contains("published_at")) {
                replace(name, earlier(name, table.getValue(), run, renamed));
            }
        }
    }

    /** Which rows of a table are of earlier runs. */
    private static String earlier(String table, Set<String> columns, long run, Collection<String> renamed) {
        String earlierVersion = "version <= bitShiftLeft(toUInt64(" + run + "), 32)";
        if (columns.contains("is_deleted")) {
            // a run takes back at revision 0 what earlier ones said and it does not say itself
            return earlierVersion;
        }
        if (table.equals("rebuilt_window")) {
            // kept by the run, and of those before it; that all were compared is no figure
            return "run <= " + run + " AND window_id != ''";
        }
        if (table.equals("correction")) {
            String names = renamed.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
            return "run < " + run + " OR (cause_kind = 'rebuild' AND owner != '' AND (owner IN (" + names
                    + ") OR (tenant, owner) NOT IN (SELECT tenant, owner FROM " + StoreColumns.DATABASE
                    + ".fact_window WHERE NOT (" + earlierVersion + "))))";
        }
        return "run < " + run;
    }

    private void replace(String table, String condition) throws SQLException {
        String name = StoreColumns.DATABASE + "." + table;
        String copy = name + COPY;
        execute("DROP TABLE IF EXISTS " + copy + " SYNC");
        execute(definition(table).replaceFirst("CREATE TABLE " + name + " ", "CREATE TABLE " + copy + " "));
        // equal blocks are rows of their own, and a table may have any number of months
        execute("INSERT INTO " + copy + " SELECT * FROM " + name + " WHERE NOT (" + condition
                + ") SETTINGS insert_deduplicate = 0, max_partitions_per_insert_block = 0");
        execute("EXCHANGE TABLES " + name + " AND " + copy);
        execute("DROP TABLE " + copy + " SYNC");
    }

    private String definition(String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT create_table_query FROM system.tables"
                + " WHERE database = '" + StoreColumns.DATABASE + "' AND name = ?")) {
            query.setString(1, table);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private Map<String, Set<String>> columnsOfTables() throws SQLException {
        Map<String, Set<String>> columns = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT table, arrayStringConcat(groupArray(name), ' ')"
                        + " FROM system.columns WHERE database = '" + StoreColumns.DATABASE + "' GROUP BY table")) {
            while (rows.next()) {
                columns.put(rows.getString(1), Set.of(rows.getString(2).split(" ", -1)));
            }
        }
        return columns;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
