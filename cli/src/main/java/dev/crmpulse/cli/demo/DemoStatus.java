package dev.crmpulse.cli.demo;

import dev.crmpulse.connectors.clickhouse.QueryRetry;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What ClickHouse knows now. */
final class DemoStatus {
    private final QueryRetry clickHouse;

    DemoStatus(QueryRetry clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** Events and dead letters that a query finds. */
    long received() throws Exception {
        return number("SELECT (SELECT count() FROM crm.event) + (SELECT count() FROM crm.dlq)");
    }

    /** Seconds between now and the time up to which silence was evaluated; -1 while none was. */
    long horizonSeconds() throws Exception {
        return number("SELECT if(count() = 0, -1, dateDiff('second', max(horizon), now64(3))) FROM crm.progress");
    }

    /** SLAs that run, neither kept nor broken nor over. */
    long openClocks() throws Exception {
        return number("SELECT count() FROM crm.sla_clock WHERE state = 'open'");
    }

    /** Alerts that people were sent. */
    long alerts() throws Exception {
        return number("SELECT count() FROM crm.alert WHERE status = 'raised' AND delivery = 'sent'");
    }

    /** Single figures that a visitor would ask for first, by name. */
    Map<String, String> figures() throws Exception {
        Map<String, String> figures = new LinkedHashMap<>();
        add(
                figures,
                "SELECT 'leads', concat(toString(count()), ', answered ', toString(count(responded_at)),"
                        + " ', median ', toString(round(quantileExact(response_seconds) / 60)), ' min')"
                        + " FROM crm.first_response");
        add(
                figures,
                "SELECT concat('answered ', bucket), concat(toString(sum(n)), ', won ', toString(sum(n_won)), ' (',"
                        + " toString(round(100 * sum(n_won) / sum(n), 1)), ' %)')"
                        + " FROM crm.response_bucket_conversion GROUP BY bucket, bucket_no ORDER BY bucket_no");
        add(
                figures,
                "SELECT concat('deals ', outcome), toString(count()) FROM crm.deal GROUP BY outcome ORDER BY outcome");
        add(
                figures,
                "SELECT concat('alerts ', sla, ' ', level), toString(count()) FROM crm.alert"
                        + " WHERE status = 'raised' AND delivery = 'sent' GROUP BY sla, level"
                        + " ORDER BY count() DESC LIMIT 6");
        add(figures, "SELECT concat('dead letters: ', reason), toString(count()) FROM crm.dlq GROUP BY reason");
        return figures;
    }

    private void add(Map<String, String> figures, String sql) throws Exception {
        figures.putAll(clickHouse.call(connection -> {
            Map<String, String> found = new LinkedHashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2));
                }
            }
            return found;
        }));
    }

    private long number(String sql) throws Exception {
        return clickHouse.call(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
