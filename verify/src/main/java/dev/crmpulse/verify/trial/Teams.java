package dev.crmpulse.verify.trial;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** In which team people were, and when. */
final class Teams {
    private final Map<Person, TreeMap<Long, String>> memberships = new HashMap<>();

    private record Person(String tenant, String id) {}

    /** The teams of everybody whom the database knows. */
    static Teams read(Connection connection) throws SQLException {
        Teams teams = new Teams();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT tenant, rep_id, toUnixTimestamp64Milli(valid_from), team FROM crm.membership")) {
            while (rows.next()) {
                teams.add(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getString(4));
            }
        }
        return teams;
    }

    Teams add(String tenant, String person, long fromMillis, String team) {
        memberships
                .computeIfAbsent(new Person(tenant, person), anybody -> new TreeMap<>())
                .put(fromMillis, team);
        return this;
    }

    /** The team of a person at a moment, empty where it is unknown. */
    String at(String tenant, String person, long millis) {
        TreeMap<Long, String> of = memberships.get(new Person(tenant, person));
        Map.Entry<Long, String> last = of == null ? null : of.floorEntry(millis);
        return last == null ? "" : last.getValue();
    }
}
