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
 * goes on; or somebody made a table of that name, and gets an error that says so. Those of an earlier text of a script too:
 * what changed their columns since has to have been a migration.
 */
final class ExistingTables {
    private static final Pattern TABLE =
            Pattern.compile("^CREATE TABLE IF NOT EXISTS crm_store\\.(\\w+)", Pattern.MULTILINE);

    /** Engine, keys and settings. */
    private static final String SHAPE = "engine_full";

    /** What no operator changes, and ClickHouse cannot. */
    private static final String ENGINE =
            "concat(splitByString(' PARTITION BY ', engine_full)[1], ' PARTITION BY ', partition_key)";

    /** In the database of views, where whoever migrates may drop what it has made. */
    private static final String SAMPLE = "migration_sample";

    private final Connection connection;

    ExistingTables(Connection connection) {
        this.connection = connection;
    }

    /**
     * Compares the tables that a script finds with those it would make.
     *
     * @throws UnsafeDatabaseException naming the first one that is another
     */
    void check(Script script) throws SQLException, UnsafeDatabaseException {
        check(script, SHAPE);
    }

    /**
     * As {@link #check}, of tables that an earlier release made: their rows may lie in its order, which ClickHouse cannot
     * change and by which they are only slower to read, and be kept for a time.
     */
    void checkOfEarlierRelease(Script script) throws SQLException, UnsafeDatabaseException {
        check(script, ENGINE);
    }

    private void check(Script script, String shape) throws SQLException, UnsafeDatabaseException {
        for (String statement : script.statements()) {
            Matcher create = TABLE.matcher(statement);
            if (create.find()
                    && !shape(shape, StoreColumns.DATABASE, create.group(1)).isEmpty()) {
                compare(create.group(1), create.replaceFirst("CREATE TABLE crm." + SAMPLE), script, shape);
            }
        }
    }

    private void compare(String table, String makeSample, Script migration, String shape)
            throws SQLException, UnsafeDatabaseException {
        execute("DROP TABLE IF EXISTS crm." + SAMPLE);
        execute(makeSample);
        List<String> expected = shape(shape, "crm", SAMPLE);
        execute("DROP TABLE crm." + SAMPLE);
        List<String> found = shape(shape, StoreColumns.DATABASE, table);
        if (!found.equals(expected)) {
            List<String> differing = new ArrayList<>(expected);
            differing.removeAll(found);
            throw new UnsafeDatabaseException("table " + StoreColumns.DATABASE + "." + table
                    + " is there already and is not the one that " + migration.name() + " makes"
                    + (differing.isEmpty() ? "" : ", it lacks " + differing.get(0))
                    + ": rename or drop it, and migrate again");
        }
    }

    /** What is asked of a table's engine, and its columns; empty where there is no such table. */
    private List<String> shape(String ofEngine, String database, String table) throws SQLException {
        List<String> shape = new ArrayList<>();
        collect("SELECT " + ofEngine + " FROM system.tables WHERE database = ? AND name = ?", database, table, shape);
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
