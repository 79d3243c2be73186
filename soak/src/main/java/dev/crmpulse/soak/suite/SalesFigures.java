package dev.crmpulse.soak.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;

/**
 * The figures of the hardware seller as analysts ask for them, beside the published ones. Opportunities in prospecting have
 * no date and so no deal: figures over all opportunities are not asked for.
 */
final class SalesFigures {
    private final FigureQuery ask;
    private final FigureTable table;
    private final JsonNode published;

    SalesFigures(FigureQuery ask, FigureTable table, JsonNode published) {
        this.ask = ask;
        this.table = table;
        this.published = published;
    }

    void compare() throws SQLException {
        figures(
                "",
                published.get("deal_stage"),
                "SELECT transform(outcome, ['won', 'lost', 'open'], ['Won', 'Lost', 'Engaging']) AS of, count()"
                        + " FROM crm.deal GROUP BY of"
                        + " UNION ALL SELECT 'Prospecting', count() FROM crm.dlq WHERE reason = 'no time'");
        figure(
                "win rate of closed",
                published.get("win_rate_closed"),
                "SELECT countIf(outcome = 'won') / countIf(outcome != 'open') FROM crm.deal");
        figure("revenue", published.get("revenue_won"), "SELECT sum(amount) FROM crm.deal WHERE outcome = 'won'");
        figures(
                "cycle, days, ",
                published.get("cycle_days"),
                "SELECT of, count() AS count, avg(calendar_seconds) / 86400 AS mean FROM crm.deal"
                        + " ARRAY JOIN [if(outcome = 'won', 'Won', 'Lost'), 'Won+Lost'] AS of"
                        + " WHERE outcome != 'open' GROUP BY of");
        figures("agent ", published.get("by_agent"), by("owner"));
        figures("team of ", published.get("by_manager"), by("team"));
        figures("region ", published.get("by_region"), by("region"));
        figures("closed in ", published.get("closed_by_month"), closedBy("formatDateTime(closed_at, '%Y-%m')"));
        figures(
                "closed in ",
                published.get("closed_by_quarter"),
                closedBy("concat(toString(toYear(closed_at)), 'Q', toString(toQuarter(closed_at)))"));
        figures(
                "engaged in ",
                published.get("engaged_by_month"),
                "SELECT formatDateTime(created_at, '%Y-%m') AS month, count() FROM crm.deal GROUP BY month"
                        + " ORDER BY month");
    }

    private static String by(String column) {
        return "SELECT " + column + ", countIf(outcome = 'open') AS engaging, countIf(outcome = 'won') AS won,"
                + " countIf(outcome = 'lost') AS lost, won / (won + lost) AS win_rate_closed,"
                + " sumIf(amount, outcome = 'won') AS revenue,"
                + " avgIf(calendar_seconds, outcome = 'won') / 86400 AS avg_cycle_days_won,"
                + " avgIf(calendar_seconds, outcome = 'lost') / 86400 AS avg_cycle_days_lost"
                + " FROM crm.deal GROUP BY " + column + " ORDER BY " + column;
    }

    private static String closedBy(String period) {
        return "SELECT " + period + " AS period, countIf(outcome = 'won') AS won, countIf(outcome = 'lost') AS lost,"
                + " sumIf(amount, outcome = 'won') AS revenue FROM crm.deal WHERE outcome != 'open'"
                + " GROUP BY period ORDER BY period";
    }

    private void figure(String name, JsonNode expected, String sql) throws SQLException {
        table.figure(name, expected, ask.figure(sql));
    }

    private void figures(String title, JsonNode expected, String sql) throws SQLException {
        table.figures(title, expected, ask.figures(sql));
    }
}
