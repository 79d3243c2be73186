package dev.crmpulse.verify.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The truth views as they stand in the database, those that others build on computed once: each becomes a temporary
 * table of one session, filled by the text of the view itself, and whoever reads the view in this session reads the
 * table instead. Without that, the JSON of all events would be opened again for every metric. Other views that build on truth views
 * are read by their text, so that they read the tables too.
 */
final class TruthTables implements AutoCloseable {
    private static final Pattern VIEW = Pattern.compile("\\bcrm\\.(\\w+)");
    private static final String PREFIX = "truth_";

    /** What a selection narrows. */
    private static final List<String> DELIVERIES = List.of("event", "event_text", "event_data");

    /** Under which other keys deliveries are evaluated. */
    private static final String FURTHER_KEYS = "event_key";

    /** What the rows of shared views are looked up and ordered by; a table sorted by it needs no sorting later. */
    private static final List<String> SORTING = List.of("waiting", "tenant", "key", "position");

    /**
     * Several sorts of all events run at once; beyond this they go to disk. One of a type that a condition makes has few
     * values, though its type is none that ClickHouse would advise.
     */
    private static final List<String> SETTINGS = List.of(
            "allow_suspicious_low_cardinality_types = 1",
            "max_bytes_before_external_sort = 500000000",
            "max_bytes_before_external_group_by = 500000000");

    private final Connection session;
    private final Map<String, String> definitions;
    private final Set<String> made = new TreeSet<>();

    private TruthTables(Connection session, Map<String, String> definitions) {
        this.session = session;
        this.definitions = definitions;
    }

    /**
     * Computes what truth views share.
     *
     * @param session connection of a session
     * @param selection of some histories: only their deliveries are read
     */
    static TruthTables make(Connection session, Selection selection, VerificationWatcher watcher) throws SQLException {
        try (Statement statement = session.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute("SET " + setting);
            }
        }
        TruthTables tables = new TruthTables(session, definitions(session));
        try {
            tables.make(selection, watcher);
            return tables;
        } catch (SQLException | RuntimeException failure) {
            try (tables) {
                throw failure;
            }
        }
    }

    private void make(Selection selection, VerificationWatcher watcher) throws SQLException {
        if (!selection.isOfAll()) {
            for (String deliveries : DELIVERIES) {
                make(deliveries, "SELECT * FROM crm." + deliveries + " WHERE " + selection.ofDeliveries("key"));
            }
            make(FURTHER_KEYS, "SELECT * FROM crm." + FURTHER_KEYS + " WHERE " + selection.ofDeliveries("home_key"));
        }
        Set<String> shared = new TreeSet<>();
        definitions.keySet().forEach(view -> shared.addAll(truthReadBy(view)));
        watcher.begins("opening all events", shared.size(), "tables");
        for (String view : shared) {
            makeWithWhatItReads(view, watcher);
        }
    }

    @Override
    public void close() throws SQLException {
        for (String table : made) {
            drop(session, table);
        }
    }

    /** Lets a temporary table go with the files of its rows, which ClickHouse would keep until it starts again: persons are in them. */
    static void drop(Connection session, String table) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("TRUNCATE TABLE " + table);
            statement.execute("DROP TABLE " + table);
        }
    }

    /** Whether there is such a view. */
    boolean has(String view) {
        return definitions.containsKey(view);
    }

    /** What to select the deliveries from that count, in the session of these tables. */
    String deliveries() {
        return made.contains("event") ? "event" : "crm.event";
    }

    /** What to select from instead of a truth view, in the session of these tables. */
    String relation(String view) {
        return made.contains(view) ? view : "(" + select(view) + ")";
    }

    private void makeWithWhatItReads(String view, VerificationWatcher watcher) throws SQLException {
        if (made.contains(view)) {
            return;
        }
        for (String read : truthReadBy(view)) {
            makeWithWhatItReads(read, watcher);
        }
        make(view, select(view));
        watcher.at(made.size());
    }

    private void make(String view, String select) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE " + view + " ENGINE = MergeTree ORDER BY ("
                    + String.join(", ", sorting(view)) + ") AS " + select);
        }
        made.add(view);
    }

    /** The text of a view, as it stands in the database, that reads tables where they are made. */
    String select(String view) {
        return VIEW.matcher(definitions.get(view)).replaceAll(read -> Matcher.quoteReplacement(source(read)));
    }

    private String source(MatchResult read) {
        String view = read.group(1);
        if (made.contains(view)) {
            return view;
        }
        return view.startsWith(PREFIX) || !definitions.containsKey(view) ? read.group() : "(" + select(view) + ")";
    }

    private Set<String> truthReadBy(String view) {
        Set<String> read = new TreeSet<>();
        VIEW.matcher(definitions.get(view))
                .results()
                .map(found -> found.group(1))
                .forEach(name -> {
                    if (name.startsWith(PREFIX)) {
                        read.add(name);
                    } else if (definitions.containsKey(name)) {
                        read.addAll(truthReadBy(name));
                    }
                });
        return read;
    }

    private List<String> sorting(String view) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name FROM system.columns WHERE database = 'crm'" + " AND table = '" + view + "'")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return SORTING.stream().filter(columns::contains).toList();
    }

    private static Map<String, String> definitions(Connection session) throws SQLException {
        Map<String, String> definitions = new TreeMap<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name, as_select FROM system.tables"
                                + " WHERE database = 'crm' AND (startsWith(name, 'truth_') OR position(as_select, 'crm.truth_') > 0)")) {
            while (rows.next()) {
                definitions.put(rows.getString(1), rows.getString(2));
            }
        }
        if (definitions.isEmpty()) {
            throw new SQLException("the truth views of database crm are missing: run crm-pulse migrate");
        }
        return new LinkedHashMap<>(definitions);
    }
}
