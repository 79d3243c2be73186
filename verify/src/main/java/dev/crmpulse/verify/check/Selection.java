package dev.crmpulse.verify.check;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.verify.history.SharedKeys;
import dev.crmpulse.verify.history.SharedKeys.Membership;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose facts are compared: those of all histories, or of some.
 *
 * @param keys under which the chosen histories are evaluated; none for all there are
 * @param homes under which the deliveries of these histories are counted
 */
record Selection(Set<EntityKey> keys, Set<EntityKey> homes) {
    static final Selection ALL = new Selection(Set.of(), Set.of());

    Selection {
        keys = Set.copyOf(keys);
        homes = Set.copyOf(homes);
    }

    /** The histories in which the events of some keys are evaluated, with all of their deliveries. */
    static Selection of(Collection<EntityKey> some, Connection connection) throws SQLException {
        Set<EntityKey> keys = new LinkedHashSet<>();
        Set<EntityKey> homes = new LinkedHashSet<>();
        for (Membership membership : new SharedKeys(connection).of(some)) {
            keys.add(membership.root());
            homes.addAll(membership.members());
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT tenant, home_key FROM crm.event_key"
                        + " WHERE (tenant, key) IN (" + list(keys) + ")")) {
            while (rows.next()) {
                homes.add(EntityKey.of(rows.getString(1), rows.getString(2)));
            }
        }
        return new Selection(keys, homes);
    }

    boolean isOfAll() {
        return keys.isEmpty();
    }

    /** Of which history a row of a fact view follows, as SQL: of all histories nobody asks. */
    String keyOf(Metric metric) {
        return isOfAll()
                ? "''"
                : HistoryKeySql.of(
                        metric,
                        Timelines.ALL.stream()
                                .filter(timeline -> timeline.name().equals(metric.timeline()))
                                .findFirst()
                                .orElseThrow()
                                .kinds(),
                        list(keys));
    }

    /** A condition on rows with a tenant, by an expression for the key of the history that they follow from. */
    String condition(String keyOfRow) {
        return isOfAll() ? "true" : "(tenant, " + keyOfRow + ") IN (" + list(keys) + ")";
    }

    /** A condition on deliveries, by tenant and the column of the key under which they are counted. */
    String ofDeliveries(String home) {
        return "(tenant, " + home + ") IN (" + list(homes) + ")";
    }

    private static String list(Set<EntityKey> keys) {
        return keys.stream()
                .map(key -> "(" + quoted(key.tenant()) + ", " + quoted(key.subject()) + ")")
                .sorted()
                .collect(Collectors.joining(", "));
    }

    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
