package dev.crmpulse.bench.soak;

import dev.crmpulse.jobs.wire.Tables;
import dev.crmpulse.metrics.fact.FactType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all fact views say, in a few numbers: rows, and the sum of a hash of each row without version, revision and time
 * of publication. Equal views have equal digests, whatever wrote them.
 */
record FactDigest(Map<String, String> byView) {
    static FactDigest of(Connection connection) throws SQLException {
        Map<String, String> digests = new LinkedHashMap<>();
        for (FactType<?> fact : Tables.FACTS) {
            String query = "SELECT count(), sum(sipHash64(* EXCEPT (version, revision, published_at))) FROM crm."
                    + fact.name();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                row.next();
                digests.put(fact.name(), row.getString(1) + " rows, hash " + row.getString(2));
            }
        }
        return new FactDigest(digests);
    }

    /** A line for every view on which the two differ. */
    List<String> differences(FactDigest other) {
        List<String> differences = new ArrayList<>();
        byView.forEach((view, digest) -> {
            if (!digest.equals(other.byView.get(view))) {
                differences.add(view + ": " + digest + " and " + other.byView.get(view));
            }
        });
        return differences;
    }
}
