package dev.crmpulse.connectors.clickhouse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What columns of views are. What {@code columns.yaml} says of the column of that view comes first, then the comment of its name in
 * the table of the view's name, then what the file says of columns of that name, then the comment that several other tables and
 * views of facts have for it, where most of them agree; at last what the file says of names of that kind, with a star.
 */
final class ColumnMeanings {
    private final Map<String, String> written;
    private final Map<String, String> ofTables;
    private final Map<String, String> agreed;

    private ColumnMeanings(Map<String, String> written, Map<String, String> ofTables, Map<String, String> agreed) {
        this.written = written;
        this.ofTables = ofTables;
        this.agreed = agreed;
    }

    /**
     * Reads what the tables say.
     *
     * @param declared views of {@code crm} whose columns are commented by themselves
     */
    static ColumnMeanings read(Connection connection, Collection<String> declared) throws SQLException {
        Map<String, String> ofTables = new HashMap<>();
        Map<String, Map<String, Integer>> byColumn = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        """
                        SELECT DISTINCT table, name, comment
                        FROM system.columns
                        WHERE comment != '' AND (database = 'crm_store' OR (database = 'crm' AND table IN (%s)))
                        """.formatted(declared.stream().map(SqlText::quoted).collect(Collectors.joining(", "))))) {
            while (rows.next()) {
                String column = rows.getString("name");
                ofTables.put(rows.getString("table") + "." + column, rows.getString("comment"));
                byColumn.computeIfAbsent(column, name -> new HashMap<>())
                        .merge(rows.getString("comment"), 1, Integer::sum);
            }
        }
        Map<String, String> agreed = new HashMap<>();
        byColumn.forEach((column, comments) -> {
            int all = comments.values().stream().mapToInt(Integer::intValue).sum();
            comments.forEach((comment, tables) -> {
                if (tables > 1 && 2 * tables > all) {
                    agreed.put(column, comment);
                }
            });
        });
        return new ColumnMeanings(SqlResources.columnMeanings(), ofTables, agreed);
    }

    /** What the column is, empty where nothing says it. */
    String of(String view, String column) {
        String name = view + "." + column;
        return Stream.of(written.get(name), ofTables.get(name), written.get(column), agreed.get(column))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> ofPattern(name));
    }

    private String ofPattern(String name) {
        return written.entrySet().stream()
                .filter(entry -> entry.getKey().contains("*")
                        && name.matches(
                                ".*\\b" + entry.getKey().replace(".", "\\.").replace("*", "\\w*")))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
