package dev.crmpulse.soak.suite;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.page.browser.Chromium;
import dev.crmpulse.page.browser.Screen;
import dev.crmpulse.page.browser.Visit;
import java.io.PrintStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Boards over a million facts: how long until a reader sees the figures. */
final class MillionFacts {
    private static final long FACTS = 1_000_000;
    private static final Duration WITHIN = Duration.ofSeconds(2);

    /** Rows that are copied: what happened, and what was found. Each copy is of leads and deals of its own. */
    private static final String COPIED = """
            SELECT table, arrayStringConcat(groupArray(concat('concat(', name, ', ''~'', toString(copy)) AS ', name)), ', ')
            FROM system.columns
            WHERE database = 'crm_store' AND type = 'String'
              AND (name IN ('id', 'key', 'entity_id', 'alert_id', 'home_key') OR name IN ('lead_id', 'deal_id', 'customer_id'))
              AND table NOT IN ('policy', 'people', 'dlq', 'correction', 'rebuilt_window', 'calendar_interval')
            GROUP BY table
            """;

    private final ClickHouseEndpoint writer;
    private final Chromium chromium;

    MillionFacts(ClickHouseEndpoint writer, Chromium chromium) {
        this.writer = writer;
        this.chromium = chromium;
    }

    boolean areShownAtOnce(List<URI> boards, PrintStream out) throws Exception {
        fill(out);
        boolean held = true;
        for (URI board : boards) {
            long started = System.nanoTime();
            try (Visit visit = chromium.open(board, Screen.LAPTOP)) {
                visit.awaitFiguresInSight();
                Duration inSight = Duration.ofNanos(System.nanoTime() - started);
                visit.awaitFigures();
                Duration all = Duration.ofNanos(System.nanoTime() - started);
                held &= inSight.compareTo(WITHIN) <= 0 && visit.failedPanels().isEmpty();
                out.printf(
                        Locale.ROOT,
                        "%-34s %5.1f s, below the fold %5.1f s%n",
                        board.getPath(),
                        inSight.toMillis() / 1e3,
                        all.toMillis() / 1e3);
                visit.failedPanels().forEach((panel, why) -> out.println("    failed: " + panel + ": " + why));
            }
            new SlowPanels().print(board, out);
        }
        return held;
    }

    private void fill(PrintStream out) throws SQLException {
        try (Connection connection = writer.connect();
                Statement statement = connection.createStatement()) {
            List<String[]> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(COPIED)) {
                while (rows.next()) {
                    tables.add(new String[] {rows.getString(1), rows.getString(2)});
                }
            }
            long facts = facts(statement);
            long copies = FACTS / facts + 1;
            for (String[] table : tables) {
                statement.execute("INSERT INTO crm_store." + table[0] + " SELECT source.* REPLACE (" + table[1]
                        + ") FROM crm_store." + table[0]
                        + " AS source CROSS JOIN (SELECT number AS copy FROM numbers(1, "
                        + copies
                        + ")) AS copies");
                // as they are after some minutes, when ClickHouse has merged what was inserted
                statement.execute("OPTIMIZE TABLE crm_store." + table[0] + " FINAL");
            }
            out.printf(Locale.ROOT, "%,d facts and what they are about%n", facts(statement));
        }
    }

    /** Rows of the tables of facts. */
    private static long facts(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT sum(total_rows) FROM system.tables WHERE database = 'crm_store' AND name IN (SELECT table FROM"
                        + " system.columns WHERE database = 'crm_store' AND name = 'def_version')")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
