package dev.crmpulse.local.verify;

import dev.crmpulse.local.verify.reference.Histories;
import dev.crmpulse.local.verify.reference.PublishedRows;
import dev.crmpulse.local.verify.reference.PublishedRows.OfRoot;
import dev.crmpulse.local.verify.reference.Reference;
import dev.crmpulse.local.verify.reference.RootHistory;
import dev.crmpulse.metrics.event.OrderKey;
import dev.crmpulse.metrics.policy.Policies;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares a fact view with what a reference makes of the raw events. Both sides are read in the order of tenant and
 * root, so that no more than one root is in memory.
 */
final class ReferenceComparison {
    private final Connection connection;
    private final Policies policies;

    ReferenceComparison(Connection connection, Policies policies) {
        this.connection = connection;
        this.policies = policies;
    }

    /**
     * Compares all rows of a view.
     *
     * @param timeline timeline whose horizon silence is judged by
     * @param columns columns of the fact that are compared, tenant and id among them
     */
    List<Difference> differences(Reference reference, String timeline, String view, List<String> columns)
            throws SQLException {
        long horizonMillis = horizonMillis(timeline);
        Sides sides = new Sides(reference.metric());
        try (Histories histories = new Histories(connection);
                PublishedRows published = new PublishedRows(connection, view, columns)) {
            RootHistory history = histories.next();
            OfRoot streamed = published.next();
            while ((history != null || streamed != null) && !sides.isFull()) {
                int order = order(history, streamed);
                List<Map<String, String>> recomputed = order <= 0
                        ? reference.rows(history, policies.tenant(history.tenant()), horizonMillis)
                        : List.of();
                sides.compare(order >= 0 ? streamed.rows() : List.of(), recomputed);
                history = order <= 0 ? histories.next() : history;
                streamed = order >= 0 ? published.next() : streamed;
            }
        }
        return sides.differences;
    }

    /** Negative where the history comes first, positive where the published rows do, zero where they are of one root. */
    private static int order(RootHistory history, OfRoot streamed) {
        if (history == null || streamed == null) {
            return history == null ? 1 : -1;
        }
        int byTenant = OrderKey.compareCodePoints(history.tenant(), streamed.tenant());
        return byTenant != 0 ? byTenant : OrderKey.compareCodePoints(history.root(), streamed.root());
    }

    private long horizonMillis(String timeline) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT toUnixTimestamp64Milli(max(horizon)), count()"
                        + " FROM crm.progress WHERE timeline = '" + timeline + "'")) {
            row.next();
            return row.getLong(2) == 0 ? Long.MIN_VALUE : row.getLong(1);
        }
    }

    /** The first differences of a metric. */
    private static final class Sides {
        private final String metric;
        private final List<Difference> differences = new ArrayList<>();

        private Sides(String metric) {
            this.metric = metric;
        }

        private boolean isFull() {
            return differences.size() >= Verification.SHOWN_DIFFERENCES;
        }

        private void compare(List<Map<String, String>> streamed, List<Map<String, String>> recomputed) {
            Map<String, Map<String, String>> unmatched = new LinkedHashMap<>();
            recomputed.forEach(row -> unmatched.put(name(row), row));
            for (Map<String, String> row : streamed) {
                Map<String, String> other = unmatched.remove(name(row));
                if (other == null) {
                    differences.add(new Difference(metric, name(row), "", "a row", "nothing"));
                } else {
                    compare(row, other);
                }
            }
            unmatched.keySet().forEach(row -> differences.add(new Difference(metric, row, "", "nothing", "a row")));
        }

        private void compare(Map<String, String> streamed, Map<String, String> recomputed) {
            streamed.forEach((column, value) -> {
                String other = recomputed.get(column);
                if (!value.equals(other)) {
                    differences.add(new Difference(metric, name(streamed), column, value, String.valueOf(other)));
                }
            });
        }

        private static String name(Map<String, String> row) {
            return row.get("tenant") + "/" + row.get("id");
        }
    }
}
