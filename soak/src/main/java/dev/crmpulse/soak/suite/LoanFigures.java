package dev.crmpulse.soak.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;

/** The figures of the loan process as analysts ask for them, beside the published ones. */
final class LoanFigures {
    private static final String LOG_ZONE = "Europe/Amsterdam";

    private final FigureQuery ask;
    private final FigureTable table;
    private final JsonNode published;

    LoanFigures(FigureQuery ask, FigureTable table, JsonNode published) {
        this.ask = ask;
        this.table = table;
        this.published = published;
    }

    void compare() throws SQLException {
        figure("origin rows", published.get("events"), "SELECT uniqExact(origin_file, origin_row) FROM crm.event");
        outcomes();
        response();
        stages();
        months();
    }

    private void outcomes() throws SQLException {
        figures(
                "outcome ",
                published.get("outcomes"),
                "SELECT if(outcome = 'lost', loss_reason, upper(outcome)) AS of, count() FROM crm.deal GROUP BY of");
        figures(
                "cycle, days, ",
                published.get("cycle_days_submitted_to_terminal"),
                "SELECT if(outcome = 'lost', loss_reason, upper(outcome)) AS of, count() AS count,"
                        + " avg(calendar_seconds) / 86400 AS mean FROM crm.deal WHERE outcome != 'open' GROUP BY of");
    }

    private void response() throws SQLException {
        JsonNode response = published.get("first_response");
        figure("answered", response.get("responded"), "SELECT count(responded_at) FROM crm.first_response");
        figure(
                "never answered",
                response.get("no_response"),
                "SELECT countIf(responded_at IS NULL) FROM crm.first_response");
        figure(
                "mean response, hours",
                response.get("hours").get("mean"),
                "SELECT avg(response_seconds) / 3600 FROM crm.first_response");
        figures(
                "answered within ",
                response.get("buckets"),
                "SELECT bucket, n AS cases, n_won AS won, rate AS conv_all, rate_low, rate_high"
                        + " FROM crm.response_bucket_conversion WHERE bucket != 'unanswered' ORDER BY bucket_no");
        table.holds(
                "every rate lies within its interval",
                ask.figure("SELECT min(n = 0 OR (0 <= rate_low AND rate_low <= rate AND rate <= rate_high AND"
                                + " rate_high <= 1 AND rate_low < rate_high)) FROM crm.response_bucket_conversion")
                        .filter(held -> held.signum() > 0)
                        .isPresent());
    }

    private void stages() throws SQLException {
        figures(
                "dwell, hours, ",
                published.get("stage_dwell_hours_until_next_A_event"),
                "SELECT concat('A_', stage) AS of, count(exited_at) AS count, avg(calendar_seconds) / 3600 AS mean"
                        + " FROM crm.stage_visit GROUP BY of ORDER BY min(entered_at)");
        figures(
                "",
                published.get("stage_transitions"),
                "SELECT concat('A_', stage, '>A_', to) AS of, n, n / entries AS rate_of_entries FROM ("
                        + "SELECT stage, if(next_stage = 'LOST', loss_reason, next_stage) AS to, count() AS n,"
                        + " sum(n) OVER (PARTITION BY stage) AS entries FROM crm.stage_visit GROUP BY stage, to)"
                        + " WHERE to != '' ORDER BY of");
    }

    /** From windows, which add up to months of any zone. */
    private void months() throws SQLException {
        figures("submitted, UTC ", published.get("monthly_submitted_utc"), months("n", "started_at", "UTC"));
        figures(
                "submitted, " + LOG_ZONE + " ",
                published.get("monthly_submitted_local_offset"),
                months("n", "started_at", LOG_ZONE));
        figures("won, UTC ", published.get("monthly_won_utc"), months("counts['won']", "ended_at", "UTC"));
        figures(
                "won, " + LOG_ZONE + " ",
                published.get("monthly_won_local_offset"),
                months("counts['won']", "ended_at", LOG_ZONE));
    }

    private static String months(String figure, String datedBy, String zone) {
        return "SELECT formatDateTime(period_start, '%Y-%m') AS month, " + figure + " AS figure"
                + " FROM crm.window_period(period = 'month', zone = '" + zone + "') WHERE family = 'deal'"
                + " AND dimension = 'all' AND dated_by = '" + datedBy + "' AND figure > 0 ORDER BY month";
    }

    private void figure(String name, JsonNode expected, String sql) throws SQLException {
        table.figure(name, expected, ask.figure(sql));
    }

    private void figures(String title, JsonNode expected, String sql) throws SQLException {
        table.figures(title, expected, ask.figures(sql));
    }
}
