package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.connectors.clickhouse.SqlResources.Script;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.timeline.Metric;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings a database to the shape this release writes: tables that are no facts by numbered migrations, each applied once and
 * recorded with its checksum; tables of facts by their types; views anew whenever their text or the tables changed, or one is
 * missing. Whoever dies on the way can begin again: each statement may be run twice, and a table that is there already is
 * compared with the one that would be made.
 */
public final class Migrations {
    private static final String MIGRATION = "migrations/";
    private static final String TABLE = "table/";
    private static final List<String> RECORD = List.of(
            "CREATE DATABASE IF NOT EXISTS " + StoreColumns.DATABASE,
            "CREATE DATABASE IF NOT EXISTS crm",
            "CREATE TABLE IF NOT EXISTS crm_store.migration (name String, checksum String,"
                    + " applied_at DateTime64(3, 'UTC') DEFAULT now64(3))"
                    + " ENGINE = ReplacingMergeTree(applied_at) ORDER BY name"
                    + " COMMENT 'SQL scripts that were applied here'");

    private final Connection connection;
    private final DatabaseScripts scripts;

    /** @param metrics those whose facts are kept */
    public Migrations(Connection connection, Collection<Metric> metrics) {
        this.connection = connection;
        this.scripts = DatabaseScripts.of(metrics);
    }

    /**
     * Applies what is missing.
     *
     * @return names of the scripts applied now
     * @throws UnsafeDatabaseException where a recorded migration is not the one this release has, or a table is there that
     *     is another one than this release would make
     */
    public List<String> apply() throws SQLException, UnsafeDatabaseException {
        for (String statement : RECORD) {
            execute(statement);
        }
        Map<String, String> recorded = recorded();
        refuseDrift(recorded);
        List<String> applied = new ArrayList<>();
        ExistingTables existing = new ExistingTables(connection);
        for (Script migration : scripts.migrations()) {
            if (!recorded.containsKey(migration.name())) {
                existing.check(migration);
                run(migration);
                record(Map.of(migration.name(), migration.checksum()));
                applied.add(migration.name());
            }
        }
        for (FactType<?> type : scripts.facts()) {
            Script table = FactSql.table(type);
            String known = recorded.get(table.name());
            if (!table.checksum().equals(known)) {
                // one that is recorded and was dropped is missed by whoever writes it: made anew it would be without
                // its rows
                if (known == null) {
                    existing.check(table);
                    run(table);
                } else {
                    existing.checkOfEarlierRelease(table);
                    execute(FactSql.tableCommentsOf(type));
                }
                record(Map.of(table.name(), table.checksum()));
                applied.add(table.name());
            }
        }
        // a view keeps the columns its tables had when it was made
        boolean tablesChanged = !applied.isEmpty();
        Set<String> present = views();
        Map<String, String> replaced = new TreeMap<>();
        List<String> made = new ArrayList<>();
        for (Script view : scripts.views()) {
            if (tablesChanged || !isUpToDate(view, recorded, present)) {
                run(view);
                replaced.put(view.name(), view.checksum());
                made.add(view.subject());
                applied.add(view.name());
            }
        }
        Script columns = SqlResources.columns();
        boolean meaningsChanged = !columns.checksum().equals(recorded.get(columns.name()));
        if (meaningsChanged || !made.isEmpty()) {
            List<String> toComment = meaningsChanged
                    ? new ArrayList<>(
                            scripts.views().stream().map(Script::subject).toList())
                    : made;
            toComment.removeAll(
                    scripts.generated().stream().map(Script::subject).toList());
            List<String> facts = scripts.facts().stream().map(FactType::name).toList();
            new ColumnComments(connection, ColumnMeanings.read(connection, facts)).apply(toComment);
        }
        if (meaningsChanged) {
            replaced.put(columns.name(), columns.checksum());
            applied.add(columns.name());
        }
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
        boolean isRecorded = isRecorded();
        Map<String, String> recorded = isRecorded ? recorded() : Map.of();
        refuseDrift(recorded);
        List<String> pending = new ArrayList<>();
        for (Script migration : scripts.migrations()) {
            if (!recorded.containsKey(migration.name())) {
                pending.add(migration.name());
            }
        }
        for (FactType<?> type : scripts.facts()) {
            Script table = FactSql.table(type);
            if (!table.checksum().equals(recorded.get(table.name()))) {
                pending.add(table.name());
            }
        }
        if (isRecorded) {
            Set<String> present = views();
            for (Script view : scripts.views()) {
                if (!isUpToDate(view, recorded, present)) {
                    pending.add(view.name());
                }
            }
            Script columns = SqlResources.columns();
            if (!columns.checksum().equals(recorded.get(columns.name()))) {
                pending.add(columns.name());
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

    private static boolean isUpToDate(Script view, Map<String, String> recorded, Set<String> present) {
        return view.checksum().equals(recorded.get(view.name())) && present.contains(view.subject());
    }

    private void refuseDrift(Map<String, String> recorded) throws UnsafeDatabaseException {
        Map<String, String> known = new TreeMap<>();
        scripts.migrations().forEach(migration -> known.put(migration.name(), migration.checksum()));
        scripts.facts().forEach(type -> known.put(TABLE + type.name(), ""));
        for (Map.Entry<String, String> entry : recorded.entrySet()) {
            String name = entry.getKey();
            boolean isMigration = name.startsWith(MIGRATION);
            if (!isMigration && !name.startsWith(TABLE)) {
                continue;
            }
            if (!known.containsKey(name)) {
                throw new UnsafeDatabaseException("the database has " + name
                        + ", which this release does not know: it was set up by a newer one, use that");
            }
            if (isMigration && !known.get(name).equals(entry.getValue())) {
                throw new UnsafeDatabaseException(name + " was changed after it had been applied (recorded "
                        + entry.getValue() + ", now " + known.get(name)
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
