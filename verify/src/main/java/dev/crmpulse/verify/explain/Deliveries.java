package dev.crmpulse.verify.explain;

import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.timeline.Timeline;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a timeline was sent under a key.
 *
 * @param taken what it evaluates, duplicates too
 * @param late what came too late for that, and what was done about it
 */
record Deliveries(List<ParsedEvent> taken, List<Late> late) {
    /** A refused delivery. */
    record Late(ParsedEvent event, Refusal refusal) {}

    /** Why a delivery was refused. */
    record Refusal(String reason, String remedy, Instant horizon) {}

    private record Name(String source, String id, long timeMillis) {}

    boolean isEmpty() {
        return taken.isEmpty() && late.isEmpty();
    }

    /** Those under several keys, whose histories are evaluated as one. */
    static Deliveries read(Connection connection, List<EntityKey> keys, Timeline timeline) throws SQLException {
        List<ParsedEvent> taken = new ArrayList<>();
        List<Late> late = new ArrayList<>();
        for (EntityKey key : keys) {
            Deliveries deliveries = read(connection, key, timeline);
            taken.addAll(deliveries.taken());
            late.addAll(deliveries.late());
        }
        return new Deliveries(taken, late);
    }

    /** What the timeline counts itself, and what names the key and is counted elsewhere. */
    private static Deliveries read(Connection connection, EntityKey key, Timeline timeline) throws SQLException {
        List<ParsedEvent> all = all(connection, key, timeline);
        Map<Name, Deque<Refusal>> refusals = refusals(connection, key);
        if (refusals.isEmpty()) {
            return new Deliveries(all, List.of());
        }
        // of equal deliveries of one event the last ones are those that came too late
        List<ParsedEvent> taken = new ArrayList<>();
        List<Late> late = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            ParsedEvent delivery = all.get(i);
            Deque<Refusal> left = refusals.get(new Name(
                    delivery.event().source(),
                    delivery.event().id(),
                    delivery.event().timeMillis()));
            if (left == null || left.isEmpty()) {
                taken.add(delivery);
            } else {
                late.add(new Late(delivery, left.pollLast()));
            }
        }
        Collections.reverse(taken);
        Collections.reverse(late);
        return new Deliveries(taken, late);
    }

    private static List<ParsedEvent> all(Connection connection, EntityKey key, Timeline timeline) throws SQLException {
        List<ParsedEvent> deliveries = new ArrayList<>();
        CloudEventParser parser = new CloudEventParser(IntakeRules.replay());
        try (PreparedStatement query = connection.prepareStatement("SELECT json FROM crm.event WHERE tenant = ? AND ("
                + (timeline.home().isEmpty() ? "false" : "key = ?")
                + " OR (key, time, source, id, bytes_hash) IN (SELECT home_key, time, source, id, bytes_hash"
                + " FROM crm.event_key WHERE tenant = ? AND key = ? AND timeline = ?))"
                + " ORDER BY time, sequence, rank, source, id")) {
            int next = 1;
            query.setString(next++, key.tenant());
            if (!timeline.home().isEmpty()) {
                query.setString(next++, key.subject());
            }
            query.setString(next++, key.tenant());
            query.setString(next++, key.subject());
            query.setString(next, timeline.name());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    byte[] json = rows.getString(1).getBytes(StandardCharsets.UTF_8);
                    ParsedRecord delivery = parser.parse(json, Long.MAX_VALUE / 2, new RecordPosition("event", 0, 0));
                    if (delivery instanceof ParsedEvent event) {
                        deliveries.add(event);
                    }
                }
            }
        }
        return deliveries;
    }

    private static Map<Name, Deque<Refusal>> refusals(Connection connection, EntityKey key) throws SQLException {
        Map<Name, Deque<Refusal>> refusals = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT source, id, toUnixTimestamp64Milli(time),"
                + " reason, remedy, toUnixTimestamp64Milli(horizon) FROM crm.late WHERE tenant = ? AND key = ?"
                + " ORDER BY published_at")) {
            query.setString(1, key.tenant());
            query.setString(2, key.subject());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    refusals.computeIfAbsent(
                                    new Name(rows.getString(1), rows.getString(2), rows.getLong(3)),
                                    name -> new ArrayDeque<>())
                            .add(new Refusal(
                                    rows.getString(4), rows.getString(5), Instant.ofEpochMilli(rows.getLong(6))));
                }
            }
        }
        return refusals;
    }
}
