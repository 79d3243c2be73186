package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.connectors.policy.PolicyCodec;
import dev.crmpulse.engine.policy.CalendarInterval;
import dev.crmpulse.engine.policy.CalendarPolicy;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Shows the policies in tables: what they say, and their calendars as stretches of working time. */
public final class PolicyTables {
    /** Years for which queries know the working time; jobs compute beyond them too. */
    private static final Year FIRST_YEAR = Year.of(2000);

    private static final Year LAST_YEAR = Year.of(2040);
    private static final int BATCH_ROWS = 10_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final Connection connection;

    public PolicyTables(Connection connection) {
        this.connection = connection;
    }

    /** Writes what the tables do not show yet, and takes back what they show and is not among these any more. */
    public void write(Policies policies, long run) throws SQLException {
        Policies shown = read();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO crm_store.policy"
                + " (tenant, kind, id, version, effective_from, body, run, published_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            int rows = 0;
            Set<PolicyKey> keys = new HashSet<>();
            for (Policy policy : policies.all()) {
                keys.add(policy.key());
                if (shown.all().contains(policy)) {
                    continue;
                }
                if (policy instanceof CalendarPolicy calendar) {
                    write(calendar, run);
                }
                add(insert, policy, PolicyCodec.toJson(policy), run);
                rows++;
            }
            for (Policy policy : shown.all()) {
                if (!keys.contains(policy.key())) {
                    add(insert, policy, "", run);
                    rows++;
                }
            }
            if (rows > 0) {
                insert.executeBatch();
            }
        }
    }

    private static void add(PreparedStatement insert, Policy policy, String body, long run) throws SQLException {
        insert.setString(1, policy.tenant());
        insert.setString(2, policy.kind().written());
        insert.setString(3, policy.id());
        insert.setInt(4, policy.version());
        insert.setString(5, time(policy.effectiveFromMillis()));
        insert.setString(6, body);
        insert.setLong(7, run);
        insert.setString(8, time(System.currentTimeMillis()));
        insert.addBatch();
    }

    /** The policies that the table shows. */
    public Policies read() throws SQLException {
        List<Policy> policies = new ArrayList<>();
        for (String body : known()) {
            policies.add(PolicyCodec.read("crm.policy", body.getBytes(StandardCharsets.UTF_8)));
        }
        return Policies.of(policies);
    }

    /** By the view, which readers may ask too; what was withdrawn is not in it. */
    private Set<String> known() throws SQLException {
        Set<String> bodies = new HashSet<>();
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("SELECT body FROM crm.policy")) {
            while (rows.next()) {
                bodies.add(rows.getString(1));
            }
        }
        return bodies;
    }

    private void write(CalendarPolicy calendar, long run) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO crm_store.calendar_interval"
                + " (tenant, calendar_id, version, starts_at, ends_at, business_millis_before, run, published_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            String now = time(System.currentTimeMillis());
            int rows = 0;
            for (CalendarInterval interval : CalendarInterval.of(calendar, FIRST_YEAR, LAST_YEAR)) {
                insert.setString(1, interval.tenant());
                insert.setString(2, interval.calendarId());
                insert.setInt(3, interval.version());
                insert.setString(4, time(interval.startsAt()));
                insert.setString(5, time(interval.endsAt()));
                insert.setLong(6, interval.businessMillisBefore());
                insert.setLong(7, run);
                insert.setString(8, now);
                insert.addBatch();
                if (++rows % BATCH_ROWS == 0) {
                    insert.executeBatch();
                }
            }
            if (rows % BATCH_ROWS != 0) {
                insert.executeBatch();
            }
        }
    }

    /** A moment as the columns read it without computing: an expression for each of thousands of rows takes a minute. */
    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }
}
