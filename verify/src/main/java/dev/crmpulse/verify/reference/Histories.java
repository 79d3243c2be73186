package dev.crmpulse.verify.reference;

import dev.crmpulse.engine.event.EntityKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The histories of all keys as {@code crm.truth_engagement_history} has them, one after another, by tenant and key. */
public final class Histories implements AutoCloseable {
    private final Statement statement;
    private final ResultSet rows;
    private boolean onRow;

    /** @param histories what to select from: the view, or a copy of it */
    public Histories(Connection connection, String histories) throws SQLException {
        statement = connection.createStatement();
        rows = statement.executeQuery("SELECT tenant, key, toUnixTimestamp64Milli(time) AS time_millis,"
                + " substring(type, length('crm.') + 1) AS type, actor, actortype, lead_id, deal_id, members, cleared,"
                + " ifNull(toString(connected), '') AS connected, ifNull(toString(duration_seconds), '') AS duration FROM "
                + histories + " ORDER BY tenant, key, position");
        onRow = rows.next();
    }

    /** The next history, null after the last one. */
    public EntityHistory next() throws SQLException {
        if (!onRow) {
            return null;
        }
        String tenant = rows.getString("tenant");
        String key = rows.getString("key");
        List<PastEvent> events = new ArrayList<>();
        do {
            events.add(event());
            onRow = rows.next();
        } while (onRow
                && rows.getString("key").equals(key)
                && rows.getString("tenant").equals(tenant));
        return new EntityHistory(EntityKey.of(tenant, key), events);
    }

    private PastEvent event() throws SQLException {
        Map<String, String> members = new LinkedHashMap<>();
        ((Map<?, ?>) rows.getObject("members")).forEach((name, text) -> members.put((String) name, (String) text));
        // what is no text is read where all of SQL reads it
        members.put("connected", rows.getString("connected"));
        members.put("duration", rows.getString("duration"));
        for (Object name : (Object[]) rows.getArray("cleared").getArray()) {
            members.put((String) name, "");
        }
        return new PastEvent(
                rows.getLong("time_millis"),
                rows.getString("type"),
                rows.getString("actor"),
                rows.getString("actortype"),
                rows.getString("lead_id"),
                rows.getString("deal_id"),
                members);
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
