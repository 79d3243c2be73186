package dev.crmpulse.bench.rival;

import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * The three metrics in Flink's SQL. Late events and repeated ones retract rows. That the customer was reached is the earliest
 * contact, whether the lead was created by then or not.
 */
public final class SqlRival {
    private static final String EVENTS = """
            CREATE TABLE event (
              id STRING,
              type STRING,
              `time` TIMESTAMP_LTZ(3),
              sequence INT,
              actortype STRING,
              data ROW<
                lead_id STRING, deal_id STRING, direction STRING, connected BOOLEAN, stage STRING, `to` STRING>,
              arrived AS PROCTIME()
            ) WITH (
              'connector' = 'kafka',
              'topic' = '%s',
              'properties.bootstrap.servers' = '%s',
              'properties.max.poll.records' = '2000',
              'scan.startup.mode' = 'earliest-offset',
              'scan.bounded.mode' = 'latest-offset',
              'format' = 'json',
              'json.timestamp-format.standard' = 'ISO-8601'
            )""";

    private static final String MOMENTS = """
            CREATE VIEW moment AS
            SELECT id, type, sequence, data, arrived,
              EXTRACT(EPOCH FROM `time`) * 1000 + EXTRACT(MILLISECOND FROM `time`) AS millis,
              actortype = 'human' AND data.direction = 'outbound' AND COALESCE(data.connected, TRUE) AS is_contact
            FROM event""";

    private static final String FIRST_RESPONSES = """
            CREATE VIEW first_response AS
            SELECT data.lead_id AS lead_id,
              MIN(millis) FILTER (WHERE type = 'crm.lead.created') AS created_at,
              MIN(millis) FILTER (WHERE type = 'crm.lead.assigned') AS assigned_at,
              MIN(millis) FILTER (WHERE type = 'crm.activity.logged' AND is_contact) AS answered_at
            FROM moment
            WHERE type IN ('crm.lead.created', 'crm.lead.assigned', 'crm.activity.logged')
            GROUP BY data.lead_id""";

    /** What two queries share is computed once. */
    private static final String MOVES = """
            CREATE VIEW move AS
            SELECT data.deal_id AS deal_id, type, COALESCE(data.`to`, data.stage) AS stage, millis,
              COUNT(*) OVER (PARTITION BY data.deal_id ORDER BY millis * 1000 + sequence) AS number
            FROM (
              SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY arrived) AS delivery
              FROM moment
              WHERE type IN ('crm.deal.created', 'crm.deal.stage_changed', 'crm.deal.won'))
            WHERE delivery = 1""";

    /** Not by LAG: it fails where late events are ordered by anything but a watermark, which would leave them out. */
    private static final String VISITS = """
            CREATE VIEW stage_visit AS
            SELECT move.deal_id, move.number, move.stage, move.millis AS entered_at, following.millis AS left_at
            FROM move
            LEFT JOIN move AS following
              ON following.deal_id = move.deal_id AND following.number = move.number + 1
            WHERE move.type <> 'crm.deal.won'""";

    private static final String CYCLES = """
            CREATE VIEW sales_cycle AS
            SELECT data.deal_id AS deal_id,
              COALESCE(MIN(millis) FILTER (WHERE type = 'crm.deal.created'), MIN(millis)) AS created_at,
              MIN(millis) FILTER (WHERE type = 'crm.deal.won') AS won_at
            FROM moment
            WHERE type IN ('crm.deal.created', 'crm.deal.stage_changed', 'crm.deal.won')
            GROUP BY data.deal_id""";

    private static final String ALL = """
            SELECT 'M1' AS metric, lead_id AS id, CAST(NULL AS BIGINT) AS number, '' AS stage,
              created_at, assigned_at, answered_at AS ended_at
            FROM first_response
            UNION ALL
            SELECT 'M4', deal_id, number, stage, entered_at, CAST(NULL AS BIGINT), left_at FROM stage_visit
            UNION ALL
            SELECT 'M5', deal_id, CAST(NULL AS BIGINT), '', created_at, CAST(NULL AS BIGINT), won_at
            FROM sales_cycle""";

    private SqlRival() {}

    /** The rows of all three, as they are by now; {@code metric} says of which. */
    public static Table define(StreamTableEnvironment tables, String bootstrapServers, String topic) {
        tables.executeSql(EVENTS.formatted(topic, bootstrapServers));
        tables.executeSql(MOMENTS);
        tables.executeSql(FIRST_RESPONSES);
        tables.executeSql(MOVES);
        tables.executeSql(VISITS);
        tables.executeSql(CYCLES);
        return tables.sqlQuery(ALL);
    }
}
