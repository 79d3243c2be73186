package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.connectors.clickhouse.SqlResources.Script;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings a database to the shape this release writes: tables by numbered migrations, each applied once and recorded
 * with its checksum; views anew whenever their text or the tables changed, or one is missing. Whoever dies on the way can
 * begin again: each statement may be run twice, and a table that a migration finds is compared with the one it would make.
 */
public final class Migrations {
    private static final List<String> VIEW_FOLDERS = List.of("views", "truth");
    private static final List<String> RECORD = List.of(
            "CREATE DATABASE IF NOT EXISTS " + StoreColumns.DATABASE,
            "CREATE DATABASE IF NOT EXISTS crm",
            "CREATE TABLE IF NOT EXISTS crm_store.migration (name String, checksum String,"
                    + " applied_at DateTime64(3, 'UTC') DEFAULT now64(3))"
                    + " ENGINE = ReplacingMergeTree(applied_at) ORDER BY name"
                    + " COMMENT 'SQL files that were applied here'");

    private final Connection connection;

    public Migrations(Connection connection) {
        this.connection = connection;
    }

    /**
     * Applies what is missing.
     *
     * @return names of the files applied now
     * @throws UnsafeDatabaseException where a recorded migration is not the one this release has, or a table is there that
     *     another one than the migration has made
     */
    public List<String> apply() throws SQLException, UnsafeDatabaseException {
        for (String statement : RECORD) {
            execute(statement);
        }
        Map<String, String> recorded = recorded();
        List<Script> migrations = SqlResources.folder("migrations");
        refuseDrift(migrations, recorded);
        List<String> applied = new ArrayList<>();
        UnrecordedTables unrecorded = new UnrecordedTables(connection);
        for (Script migration : migrations) {
            if (!recorded.containsKey(migration.name())) {
                unrecorded.check(migration);
                run(migration);
                record(Map.of(migration.name(), migration.checksum()));
                applied.add(migration.name());
            }
        }
        // a view keeps the columns its tables had when it was made
        boolean tablesChanged = !applied.isEmpty();
        Set<String> present = views();
        Map<String, String> replaced = new TreeMap<>();
        List<String> made = new ArrayList<>();
        for (String folder : VIEW_FOLDERS) {
            for (Script view : SqlResources.folder(folder)) {
                String name = folder + "/" + view.name();
                if (tablesChanged || !isUpToDate(name, view, recorded, present)) {
                    run(view);
                    replaced.put(name, view.checksum());
                    made.add(view.subject());
                    applied.add(name);
                }
            }
        }
        new ColumnComments(connection).apply(made);
        // at the end and all at once: a view may be made again, and an insert each would take as long as the views do
        record(replaced);
        return applied;
    }

    /**
     * What {@link #apply} would apply now; nothing is changed.
     *
     * @throws UnsafeDatabaseException where a recorded migration is not the one this release has
     */
    public List<String> pending() throws SQLException, UnsafeDatabaseException {
        if (!isRecorded()) {
            return SqlResources.folder("migrations").stream().map(Script::name).toList();
        }
        Map<String, String> recorded = recorded();
        List<Script> migrations = SqlResources.folder("migrations");
        refuseDrift(migrations, recorded);
        List<String> pending = new ArrayList<>();
        for (Script migration : migrations) {
            if (!recorded.containsKey(migration.name())) {
                pending.add(migration.name());
            }
        }
        Set<String> present = views();
        for (String folder : VIEW_FOLDERS) {
            for (Script view : SqlResources.folder(folder)) {
                String name = folder + "/" + view.name();
                if (!isUpToDate(name, view, recorded, present)) {
                    pending.add(name);
                }
            }
        }
        return pending;
    }

    private boolean isRecorded() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count() FROM system.tables WHERE database = 'crm_store' AND name = 'migration'")) {
            rows.next();
            return rows.getLong(1) > 0;
        }
    }

    private static boolean isUpToDate(String name, Script view, Map<String, String> recorded, Set<String> present) {
        return view.checksum().equals(recorded.get(name)) && present.contains(view.subject());
    }

    private void refuseDrift(List<Script> migrations, Map<String, String> recorded) throws UnsafeDatabaseException {
        Map<String, String> known = new TreeMap<>();
        migrations.forEach(migration -> known.put(migration.name(), migration.checksum()));
        for (Map.Entry<String, String> entry : recorded.entrySet()) {
            if (entry.getKey().contains("/")) {
                continue;
            }
            String checksum = known.get(entry.getKey());
            if (checksum == null) {
                throw new UnsafeDatabaseException("the database has migration " + entry.getKey()
                        + ", which this release does not know: it was set up by a newer one, use that");
            }
            if (!checksum.equals(entry.getValue())) {
                throw new UnsafeDatabaseException("migration " + entry.getKey()
                        + " was changed after it had been applied (recorded " + entry.getValue() + ", now " + checksum
                        + "): restore the file and put the change into a new migration");
            }
        }
    }

    private Map<String, String> recorded() throws SQLException {
        Map<String, String> recorded = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, checksum FROM crm_store.migration FINAL")) {
            while (rows.next()) {
                recorded.put(rows.getString(1), rows.getString(2));
            }
        }
        return recorded;
    }

    /** The views, dictionaries and the like that are there. */
    private Set<String> views() throws SQLException {
        Set<String> views = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM system.tables WHERE database = 'crm'")) {
            while (rows.next()) {
                views.add(rows.getString(1));
            }
        }
        return views;
    }

    private void run(Script script) throws SQLException {
        for (String statement : script.statements()) {
            execute(statement);
        }
    }

    private void record(Map<String, String> checksums) throws SQLException {
        if (checksums.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO crm_store.migration (name, checksum) VALUES (?, ?)")) {
            for (Map.Entry<String, String> script : checksums.entrySet()) {
                insert.setString(1, script.getKey());
                insert.setString(2, script.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
