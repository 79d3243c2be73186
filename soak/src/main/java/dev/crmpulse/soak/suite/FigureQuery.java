package dev.crmpulse.soak.suite;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks the database for figures. */
record FigureQuery(Connection connection) {
    /** The only figure of the answer; empty where it is NULL or no number. */
    Optional<BigDecimal> figure(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return number(row.getString(1));
        }
    }

    /** The figures of each row by the names of their columns; the first column names the row. */
    Map<String, Map<String, Optional<BigDecimal>>> figures(String sql) throws SQLException {
        Map<String, Map<String, Optional<BigDecimal>>> rows = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            ResultSetMetaData columns = row.getMetaData();
            while (row.next()) {
                Map<String, Optional<BigDecimal>> figures = new LinkedHashMap<>();
                for (int i = 2; i <= columns.getColumnCount(); i++) {
                    figures.put(columns.getColumnLabel(i), number(row.getString(i)));
                }
                rows.put(row.getString(1), figures);
            }
        }
        return rows;
    }

    private static Optional<BigDecimal> number(String text) {
        return text == null || text.equalsIgnoreCase("nan") ? Optional.empty() : Optional.of(new BigDecimal(text));
    }
}
