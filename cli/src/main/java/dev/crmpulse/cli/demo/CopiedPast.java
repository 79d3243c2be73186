package dev.crmpulse.cli.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The past of a demonstration many times over, made by ClickHouse alone, so that queries can be measured over more facts than a
 * pipeline makes in minutes. Each copy is of leads and deals of its own; what they are like, who owns them and how they end is
 * as the simulated CRM has it. Windows are the sums of what was copied, but for the open cases that were left out of it.
 */
public final class CopiedPast {
    /** Where what is copied lies meanwhile: the tables themselves grow. */
    private static final String SOURCE = "copied_past";

    private static final String WINDOWS = "fact_window";
    private static final String PEOPLE = "people";
    private static final String POLICIES = "policy";
    private static final String CALENDARS = "calendar_interval";

    /** Names of what happened and was found, of which a copy has its own, but for those of people. */
    private static final Pattern NAME = Pattern.compile("id|key|home_key|(?!rep_)\\w+_id");

    /** Not copied with what happened: what the people and rules are, and what was refused, repaired or compared. */
    private static final Set<String> APART =
            Set.of(WINDOWS, PEOPLE, POLICIES, CALENDARS, "dlq", "correction", "rebuilt_window", "difference", "late");

    /** Long texts. What is asked of them is asked of one history, or of some days. */
    private static final Set<String> EVENTS = Set.of("event", "event_key");

    /** What was given to people, who are the same in all copies: who had a goal of a month in each would have dozens of it. */
    private static final String GIVEN = "people_event";

    /** Of what stands here open, nine tenths would have come to an end in earlier periods. */
    private static final Set<String> WORK =
            Set.of("sla_clock", "stage_visit", "deal", "ticket", "first_response", "next_response");

    private static final List<String> SUMS =
            List.of("n", "ended_n", "sum_seconds", "business_n", "business_sum_seconds", "zero_n", "business_zero_n");
    private static final List<String> SUMS_BY_KEY = List.of("sketch", "business_sketch", "counts");

    private final Statement statement;
    private final Map<String, Map<String, String>> columns;

    /**
     * How the copies lie.
     *
     * @param organisations that stand for each one of the demonstration
     * @param periods that each has behind it: the past, and the past before that
     * @param length of a period, whole days
     * @param copies of the past in each period of each organisation
     * @param eventCopies how many of these have their events too
     */
    public record Spread(int organisations, int periods, Duration length, int copies, int eventCopies) {
        /** All in the past as it is, events too. */
        public static Spread together(long copies) {
            return new Spread(1, 1, Duration.ZERO, Math.toIntExact(copies), Math.toIntExact(copies));
        }

        private long days(int period) {
            return period * length.toDays();
        }
    }

    /** Follows the progress. */
    @FunctionalInterface
    public interface Watcher {
        void copied(int periods, int of) throws SQLException;
    }

    private CopiedPast(Statement statement) throws SQLException {
        this.statement = statement;
        this.columns = columns();
    }

    /**
     * Fills the tables, which nobody writes to meanwhile.
     *
     * @param writer who may make a database
     */
    public static void fill(Connection writer, Spread spread, Watcher watcher) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            CopiedPast past = new CopiedPast(statement);
            past.setApart();
            past.copyPeopleAndRules(spread);
            for (int period = 0; period < spread.periods(); period++) {
                past.copyPeriod(spread, period);
                watcher.copied(period + 1, spread.periods());
            }
            past.merge();
            statement.execute("DROP DATABASE " + SOURCE);
        }
    }

    /** Rows of the tables of facts, those too that newer ones have replaced and ClickHouse has not merged yet. */
    public static long facts(Connection reader) throws SQLException {
        try (Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT sum(total_rows) FROM system.tables WHERE database = 'crm_store' AND name != 'fact_window'"
                                + " AND name IN (SELECT table FROM system.columns WHERE database = 'crm_store'"
                                + " AND name = 'def_version')")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Rows of facts that a copy in an earlier period has, of tables that are merged: of what is open here a tenth is open there. */
    public static long factsOfEarlierCopy(Connection writer) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            String rows = new CopiedPast(statement)
                    .columns.entrySet().stream()
                            .filter(table ->
                                    table.getValue().containsKey("def_version") && !APART.contains(table.getKey()))
                            .map(table -> "SELECT "
                                    + (WORK.contains(table.getKey())
                                            ? "count(ended_at) + intDiv(countIf(ended_at IS NULL), 10)"
                                            : "count()")
                                    + " AS n FROM crm_store." + table.getKey())
                            .collect(Collectors.joining(" UNION ALL ", "SELECT toInt64(sum(n)) FROM (", ")"));
            try (ResultSet sum = statement.executeQuery(rows)) {
                sum.next();
                return sum.getLong(1);
            }
        }
    }

    /** As tables are after some minutes, when ClickHouse has merged what was inserted. */
    public static void merge(Connection writer) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            new CopiedPast(statement).merge();
        }
    }

    /** Names and types of the columns of each table that is copied. */
    private Map<String, Map<String, String>> columns() throws SQLException {
        Map<String, Map<String, String>> found = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT table, name, type FROM system.columns WHERE database = 'crm_store' ORDER BY table, position")) {
            while (rows.next()) {
                found.computeIfAbsent(rows.getString(1), table -> new TreeMap<>())
                        .put(rows.getString(2), rows.getString(3));
            }
        }
        Set<String> others = Set.of(WINDOWS, PEOPLE, POLICIES, CALENDARS);
        found.entrySet()
                .removeIf(table -> !others.contains(table.getKey()) && !isCopied(table.getKey(), table.getValue()));
        return found;
    }

    private static boolean isCopied(String table, Map<String, String> columns) {
        return !APART.contains(table)
                && columns.containsKey("tenant")
                && columns.entrySet().stream().anyMatch(CopiedPast::isName);
    }

    private static boolean isName(Map.Entry<String, String> column) {
        return column.getValue().equals("String")
                && NAME.matcher(column.getKey()).matches();
    }

    private void setApart() throws SQLException {
        statement.execute("DROP DATABASE IF EXISTS " + SOURCE);
        statement.execute("CREATE DATABASE " + SOURCE);
        for (String table : columns.keySet()) {
            statement.execute("OPTIMIZE TABLE crm_store." + table + " FINAL");
            statement.execute(
                    "CREATE TABLE " + SOURCE + "." + table + " ENGINE = Memory AS SELECT * FROM crm_store." + table);
        }
    }

    /** People have been there since the first period, rules too. */
    private void copyPeopleAndRules(Spread spread) throws SQLException {
        long days = spread.days(spread.periods() - 1);
        String organisations = copies("number AS organisation", spread.organisations());
        insert(
                PEOPLE,
                List.of(
                        ofOrganisation(),
                        "if(change_no = 1, " + before("started_at", days) + ", started_at) AS started_at"),
                organisations,
                "organisation > 0 OR (change_no = 1 AND " + days + " > 0)");
        if (days > 0) {
            insert(PEOPLE, List.of("version + 1 AS version", "1 AS is_deleted"), "", "change_no = 1");
        }
        insert(
                POLICIES,
                List.of(ofOrganisation(), before("effective_from", days) + " AS effective_from"),
                organisations,
                "seed.tenant != '*'");
        insert(CALENDARS, List.of(ofOrganisation()), organisations, "seed.tenant != '*' AND organisation > 0");
    }

    private void copyPeriod(Spread spread, int period) throws SQLException {
        for (Map.Entry<String, Map<String, String>> table : columns.entrySet()) {
            if (table.getKey().equals(WINDOWS)) {
                sumWindows(spread, period);
            } else if (!APART.contains(table.getKey())) {
                copyTable(table.getKey(), table.getValue(), spread, period);
            }
        }
    }

    private void copyTable(String table, Map<String, String> columns, Spread spread, int period) throws SQLException {
        int copies = copiesOf(table, spread);
        List<String> replaced = new ArrayList<>();
        replaced.add(ofOrganisation());
        replaced.addAll(moved(columns, spread.days(period)));
        if (table.equals(GIVEN)) {
            // a goal holds for the month that its scope names
            replaced.add("if(kind = 'target' AND match(scope, '^[0-9]{4}-[0-9]{2}$'), formatDateTime("
                    + before("toDateOrZero(concat(scope, '-01'))", spread.days(period))
                    + ", '%Y-%m'), toString(scope)) AS scope");
        }
        columns.entrySet().stream()
                .filter(CopiedPast::isName)
                .forEach(column -> replaced.add("if(" + column.getKey() + " = '', '', concat(" + column.getKey()
                        + ", '~', toString(copy))) AS " + column.getKey()));
        boolean thinned = period > 0 && WORK.contains(table);
        insert(
                table,
                replaced,
                copies(
                        "intDiv(number, " + copies + ") AS organisation, number % " + copies + " + "
                                + (long) period * spread.copies() + " AS copy",
                        (long) spread.organisations() * copies),
                "(organisation > 0 OR copy > 0)"
                        + (thinned ? " AND (seed.ended_at IS NOT NULL OR cityHash64(seed.id, copy) % 10 = 0)" : ""));
    }

    private static int copiesOf(String table, Spread spread) {
        if (table.equals(GIVEN)) {
            return 1;
        }
        return EVENTS.contains(table) ? spread.eventCopies() : spread.copies();
    }

    /** The windows of one past are the sums of all copies of it. */
    private void sumWindows(Spread spread, int period) throws SQLException {
        List<String> replaced = new ArrayList<>();
        replaced.add(ofOrganisation());
        replaced.addAll(moved(columns.get(WINDOWS), spread.days(period)));
        replaced.add("version + 1 AS version");
        if (period > 0) {
            replaced.add("concat(id, '~" + period + "') AS id");
        }
        String times = "if(family = '" + GIVEN + "', 1, " + spread.copies() + ")";
        SUMS.forEach(column -> replaced.add(column + " * " + times + " AS " + column));
        SUMS_BY_KEY.forEach(
                column -> replaced.add("mapApply((k, v) -> (k, v * " + times + "), " + column + ") AS " + column));
        insert(WINDOWS, replaced, copies("number AS organisation", spread.organisations()), "1");
    }

    /** Times of a table in an earlier period. When it was written stays, for that is now. */
    private static List<String> moved(Map<String, String> columns, long days) {
        return days == 0
                ? List.of()
                : columns.entrySet().stream()
                        .filter(column -> column.getValue().contains("DateTime64")
                                && !column.getKey().equals("published_at"))
                        .map(column -> before(column.getKey(), days) + " AS " + column.getKey())
                        .toList();
    }

    private static String before(String column, long days) {
        return column + " - toIntervalDay(" + days + ")";
    }

    private static String ofOrganisation() {
        return "if(organisation = 0, toString(tenant), concat(tenant, '-', toString(organisation + 1))) AS tenant";
    }

    private static String copies(String columns, long rows) {
        return " CROSS JOIN (SELECT " + columns + " FROM numbers(" + rows + ")) AS copies";
    }

    private void insert(String table, List<String> replaced, String copies, String condition) throws SQLException {
        statement.execute("INSERT INTO crm_store." + table + " SELECT seed.* REPLACE (" + String.join(", ", replaced)
                + ") FROM " + SOURCE + "." + table + " AS seed" + copies + " WHERE " + condition);
    }

    private void merge() throws SQLException {
        for (String table : columns.keySet()) {
            statement.execute("OPTIMIZE TABLE crm_store." + table + " FINAL");
        }
    }
}
