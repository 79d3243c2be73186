package dev.crmpulse.verify.check;

import dev.crmpulse.metrics.catalogue.MetricView;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Asks a view over facts, which may answer for several metrics: the facts are compared, so that it answers is what is left to be shown. */
final class ViewCheck {
    private final Connection connection;
    private final MetricView view;

    /**
     * @param view with its arguments, those of any metric that it answers for
     */
    ViewCheck(Connection connection, MetricView view) {
        this.connection = connection;
        this.view = view;
    }

    List<MetricCheck> run(List<MetricView> metrics) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(ignore(*)) FROM crm." + view.table())) {
            row.next();
            long rows = row.getLong(1);
            return metrics.stream()
                    .map(metric -> new MetricCheck(metric.id(), view.view(), MetricCheck.VIEW, rows, List.of()))
                    .toList();
        }
    }
}
