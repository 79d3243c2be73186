package dev.crmpulse.verify.check;

import dev.crmpulse.metrics.catalogue.MetricView;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Asks a metric that is a view over facts: these are compared, so that it answers is what is left to be shown. */
final class ViewCheck {
    private final Connection connection;
    private final MetricView view;

    ViewCheck(Connection connection, MetricView view) {
        this.connection = connection;
        this.view = view;
    }

    MetricCheck run() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(ignore(*)) FROM crm." + view.view())) {
            rows.next();
            return new MetricCheck(view.id(), view.view(), MetricCheck.VIEW, rows.getLong(1), List.of());
        }
    }
}
