package dev.crmpulse.soak.suite;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks a ClickHouse that may be restarting. */
record DatabaseQuestions(ClickHouseEndpoint clickHouse) {
    /** The first value of the answer; less than anything where ClickHouse does not answer now. */
    long number(String sql) {
        try {
            return Long.parseLong(lines(sql).get(0));
        } catch (SQLException restarting) {
            return -1;
        }
    }

    /** The first column of all rows. */
    List<String> lines(String sql) throws SQLException {
        try (Connection connection = clickHouse.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }
}
