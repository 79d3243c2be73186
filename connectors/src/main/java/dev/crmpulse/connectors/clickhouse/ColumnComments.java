package dev.crmpulse.connectors.clickhouse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Says of view columns what they are: a view takes over no comment by itself. */
final class ColumnComments {
    private final Connection connection;
    private final ColumnMeanings meanings;

    ColumnComments(Connection connection, ColumnMeanings meanings) {
        this.connection = connection;
        this.meanings = meanings;
    }

    /** Comments the columns of those views among these names of {@code crm}. */
    void apply(Collection<String> names) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        Map<String, String> commands = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        """
                        SELECT view.table AS view_name, view.name AS column_name
                        FROM system.columns AS view
                        INNER JOIN system.tables AS t ON t.database = view.database AND t.name = view.table
                        WHERE view.database = 'crm' AND t.engine = 'View' AND view.table IN (%s)
                        ORDER BY view_name, view.position
                        """.formatted(names.stream().map(SqlText::quoted).collect(Collectors.joining(", "))))) {
            while (rows.next()) {
                String meaning = meanings.of(rows.getString("view_name"), rows.getString("column_name"));
                if (!meaning.isEmpty()) {
                    commands.merge(
                            rows.getString("view_name"),
                            "COMMENT COLUMN `" + rows.getString("column_name") + "` " + SqlText.quoted(meaning),
                            (one, next) -> one + ", " + next);
                }
            }
        }
        for (Map.Entry<String, String> view : commands.entrySet()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER TABLE crm." + view.getKey() + " " + view.getValue());
            }
        }
    }
}
