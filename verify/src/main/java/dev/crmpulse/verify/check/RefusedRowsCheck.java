package dev.crmpulse.verify.check;

import dev.crmpulse.connectors.clickhouse.RefusedRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks for rows among the dead letters that a table could not hold. */
final class RefusedRowsCheck {
    private final Connection connection;

    RefusedRowsCheck(Connection connection) {
        this.connection = connection;
    }

    MetricCheck run() throws SQLException {
        List<Difference> differences = new ArrayList<>();
        long rows = 0;
        try (Statement statement = connection.createStatement();
                ResultSet refused = statement.executeQuery(
                        "SELECT splitByChar('/', position)[1] AS table_name, count() AS n, argMin(detail, (found_at, position)) AS first"
                                + " FROM crm.dlq WHERE reason IN ('" + String.join("', '", RefusedRow.REASONS)
                                + "') GROUP BY table_name ORDER BY table_name")) {
            while (refused.next()) {
                rows += refused.getLong("n");
                differences.add(new RefusedRows(
                        "crm_store." + refused.getString("table_name"),
                        refused.getLong("n"),
                        refused.getString("first")));
            }
        }
        return new MetricCheck(RefusedRows.METRIC, "dlq", "refused", rows, differences);
    }
}
