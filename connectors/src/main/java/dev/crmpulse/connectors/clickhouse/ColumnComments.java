package dev.crmpulse.connectors.clickhouse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says of view columns what they are, as the tables behind them do: a view takes over no comment by itself. A column has the
 * comment of its name in the table of the view's name, else that of several other tables and views of facts, where these agree.
 */
final class ColumnComments {
    private final Connection connection;
    private final Collection<String> declared;

    /** @param declared views whose columns are commented by themselves */
    ColumnComments(Connection connection, Collection<String> declared) {
        this.connection = connection;
        this.declared = List.copyOf(declared);
    }

    /** Comments the columns of those views among these names of {@code crm}. */
    void apply(Collection<String> names) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        Map<String, String> commands = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        WITH
                            commented AS
                            (
                                SELECT DISTINCT table, name, comment
                                FROM system.columns
                                WHERE comment != '' AND (database = 'crm_store' OR (database = 'crm' AND table IN (%s)))
                            ),
                            by_name AS (SELECT name, comment, count() AS tables FROM commented GROUP BY name, comment),
                            agreed AS
                            (
                                SELECT name, argMax(comment, tables) AS most_common
                                FROM by_name
                                GROUP BY name
                                HAVING max(tables) > 1 AND 2 * max(tables) > sum(tables)
                            )
                        SELECT view.table AS view_name, view.name AS column_name,
                            if(own.comment != '', own.comment, agreed.most_common) AS text
                        FROM system.columns AS view
                        INNER JOIN system.tables AS t ON t.database = view.database AND t.name = view.table
                        LEFT JOIN commented AS own ON own.table = view.table AND own.name = view.name
                        LEFT JOIN agreed ON agreed.name = view.name
                        WHERE view.database = 'crm' AND t.engine = 'View' AND text != '' AND view.table IN (%s)
                        ORDER BY view_name, view.position
                        """.formatted(list(declared), list(names)))) {
            while (rows.next()) {
                commands.merge(
                        rows.getString("view_name"),
                        "COMMENT COLUMN `" + rows.getString("column_name") + "` " + quoted(rows.getString("text")),
                        (one, next) -> one + ", " + next);
            }
        }
        for (Map.Entry<String, String> view : commands.entrySet()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER TABLE crm." + view.getKey() + " " + view.getValue());
            }
        }
    }

    private static String list(Collection<String> names) {
        return names.stream().map(ColumnComments::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
