package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.connectors.clickhouse.SqlResources.Script;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables that are there although the script that makes them is not recorded: a migration was killed between the two, and
 * goes on; or somebody made a table of that name, and gets an error that says so.
 */
final class UnrecordedTables {
    private static final Pattern TABLE =
            Pattern.compile("^CREATE TABLE IF NOT EXISTS crm_store\\.(\\w+)", Pattern.MULTILINE);

    /** In the database of views, where whoever migrates may drop what it has made. */
    private static final String SAMPLE = "migration_sample";

    private final Connection connection;

    UnrecordedTables(Connection connection) {
        this.connection = connection;
    }

    /**
     * Compares the tables that a script finds with those it would make.
     *
     * @throws UnsafeDatabaseException naming the first one that is another
     */
    void check(Script migration) throws SQLException, UnsafeDatabaseException {
        for (String statement : migration.statements()) {
            Matcher create = TABLE.matcher(statement);
            if (create.find() && !shape(StoreColumns.DATABASE, create.group(1)).isEmpty()) {
                compare(create.group(1), create.replaceFirst("CREATE TABLE crm." + SAMPLE), migration);
            }
        }
    }

    private void compare(String table, String makeSample, Script migration)
            throws SQLException, UnsafeDatabaseException {
        execute("DROP TABLE IF EXISTS crm." + SAMPLE);
        execute(makeSample);
        List<String> expected = shape("crm", SAMPLE);
        execute("DROP TABLE crm." + SAMPLE);
        List<String> found = shape(StoreColumns.DATABASE, table);
        if (!found.equals(expected)) {
            List<String> differing = new ArrayList<>(expected);
            differing.removeAll(found);
            throw new UnsafeDatabaseException("table " + StoreColumns.DATABASE + "." + table
                    + " is there already and is not the one that " + migration.name() + " makes"
                    + (differing.isEmpty() ? "" : ", it lacks " + differing.get(0))
                    + ": rename or drop it, and migrate again");
        }
    }

    /** Engine, keys, settings and columns of a table; empty where there is none. */
    private List<String> shape(String database, String table) throws SQLException {
        List<String> shape = new ArrayList<>();
        collect("SELECT engine_full FROM system.tables WHERE database = ? AND name = ?", database, table, shape);
        collect(
                "SELECT concat(name, ' ', type, ' ', default_kind, default_expression) FROM system.columns"
                        + " WHERE database = ? AND table = ? ORDER BY position",
                database,
                table,
                shape);
        return shape;
    }

    private void collect(String sql, String database, String table, List<String> shape) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, database);
            query.setString(2, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    shape.add(rows.getString(1).strip());
                }
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
