package dev.crmpulse.verify.trial;

import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.timeline.Timeline;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All histories that a timeline evaluates, one after another as ClickHouse has their deliveries: one of them is in memory at a time. */
final class StoredHistories implements AutoCloseable {
    /** Beyond this the sort of all deliveries goes to disk. */
    private static final String SETTINGS = " SETTINGS max_bytes_before_external_sort = 500000000";

    private final CloudEventParser parser = new CloudEventParser(IntakeRules.replay());
    private final Map<Refused, Integer> refused;
    private final Statement statement;
    private final ResultSet rows;
    private boolean onRow;

    /** Names deliveries that came too late. */
    private record Refused(String tenant, String key, String source, String id, long timeMillis) {}

    /**
     * A history.
     *
     * @param isShared whether deliveries of another key are among them, since that key's history moved here
     * @param deliveries what the timeline evaluates, duplicates too
     * @param read how many deliveries were read for it
     */
    record StoredHistory(EntityKey key, boolean isShared, List<CrmEvent> deliveries, long read) {}

    StoredHistories(Connection connection, Timeline timeline) throws SQLException {
        refused = refused(connection);
        statement = connection.createStatement();
        rows = statement.executeQuery(select(timeline));
        onRow = rows.next();
    }

    /** How many deliveries a timeline evaluates. */
    static long count(Connection connection, Timeline timeline) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count() FROM (" + deliveries(timeline, "1") + ")")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String select(Timeline timeline) {
        String columns = "event.tenant AS tenant, event.source AS source, event.id AS id, event.time AS time,"
                + " event.sequence AS sequence, event.rank AS rank, event.content_hash AS content_hash, event.json AS json";
        String root = timeline.sharesHistories() ? "if(move.root != '', move.root, delivery.own_key)" : "own_key";
        String moves = timeline.sharesHistories()
                ? " LEFT JOIN crm.truth_move AS move ON move.tenant = delivery.tenant AND move.key = delivery.own_key"
                : "";
        return "SELECT delivery.tenant AS tenant, " + root + " AS root, own_key, source, id,"
                + " toUnixTimestamp64Milli(time) AS time_millis, reinterpretAsInt64(content_hash) AS content_hash, json FROM ("
                + deliveries(timeline, columns) + ") AS delivery" + moves
                + " ORDER BY tenant, root, time, sequence, rank, source, id" + SETTINGS;
    }

    /** What it is home to, and what is counted elsewhere and names its keys. */
    private static String deliveries(Timeline timeline, String columns) {
        List<String> parts = new ArrayList<>();
        if (!timeline.home().isEmpty()) {
            parts.add("SELECT " + columns + ", event.key AS own_key FROM crm.event AS event" + " WHERE event.type "
                    + home(timeline));
        }
        parts.add("SELECT " + columns + ", further.key AS own_key FROM crm.event AS event INNER JOIN ("
                + "SELECT DISTINCT tenant, key, home_key, time, source, id, bytes_hash FROM crm.event_key"
                + " WHERE timeline = '" + timeline.name() + "') AS further ON further.tenant = event.tenant"
                + " AND further.home_key = event.key AND further.time = event.time AND further.source = event.source"
                + " AND further.id = event.id AND further.bytes_hash = event.bytes_hash");
        return String.join(" UNION ALL ", parts);
    }

    /** The types of the events that it is home to, whatever else their keys are: those unknown are counted somewhere too. */
    private static String home(Timeline timeline) {
        boolean isRest = timeline.isHomeOf(EventType.OTHER);
        return Arrays.stream(EventType.values())
                .filter(type -> type != EventType.OTHER && timeline.isHomeOf(type) != isRest)
                .map(type -> "'" + type.cloudEventType() + "'")
                .collect(Collectors.joining(", ", isRest ? "NOT IN (" : "IN (", ")"));
    }

    private static Map<Refused, Integer> refused(Connection connection) throws SQLException {
        Map<Refused, Integer> refused = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT tenant, key, source, id, toUnixTimestamp64Milli(time) FROM crm.late")) {
            while (rows.next()) {
                refused.merge(
                        new Refused(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getLong(5)),
                        1,
                        Integer::sum);
            }
        }
        return refused;
    }

    /** The next history, null after the last one. */
    StoredHistory next() throws SQLException {
        if (!onRow) {
            return null;
        }
        EntityKey key = EntityKey.of(rows.getString("tenant"), rows.getString("root"));
        boolean isShared = false;
        long read = 0;
        List<CrmEvent> deliveries = new ArrayList<>();
        do {
            read++;
            String own = rows.getString("own_key");
            isShared |= !own.equals(key.subject());
            CrmEvent event = event();
            if (event != null && !isRefused(key.tenant(), own)) {
                deliveries.add(event);
            }
            onRow = rows.next();
        } while (onRow
                && rows.getString("root").equals(key.subject())
                && rows.getString("tenant").equals(key.tenant()));
        return new StoredHistory(key, isShared, deliveries, read);
    }

    /** Of deliveries of one id and moment as many as came too late; which of them makes no difference. */
    private boolean isRefused(String tenant, String key) throws SQLException {
        if (refused.isEmpty()) {
            return false;
        }
        Refused name =
                new Refused(tenant, key, rows.getString("source"), rows.getString("id"), rows.getLong("time_millis"));
        Integer left = refused.get(name);
        if (left == null) {
            return false;
        }
        if (left > 1) {
            refused.put(name, left - 1);
        } else {
            refused.remove(name);
        }
        return true;
    }

    /** Which contents are equal is known of the table: a tenant's profile said that it matters when the delivery came. */
    private CrmEvent event() throws SQLException {
        byte[] json = rows.getString("json").getBytes(StandardCharsets.UTF_8);
        return parser.parse(json, Long.MAX_VALUE / 2, new RecordPosition("event", 0, 0)) instanceof ParsedEvent parsed
                ? parsed.event().withContentHash(rows.getLong("content_hash"))
                : null;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
