package dev.crmpulse.dashboards.alerting;

import dev.crmpulse.dashboards.Text;
import java.util.Objects;

/**
 * What must not be, and what to do when it is. Its query gives one row for each thing watched: texts that name the thing, and one
 * number, {@code value}.
 *
 * @param uid names it for ever
 * @param summary says what happened to the thing; Grafana fills in its labels and value
 * @param remedy what to do
 * @param board where to look, a board's uid without language
 * @param panel the panel of it, by its English title
 * @param hours when a message is of use
 * @param lasting how long the condition must hold; null for at once
 * @param noData what an answer without rows means
 * @param sql the query; null where there is a control chart
 * @param controlChart query of the days that a {@link ControlChart} is made of; null where there is a query
 */
public record AlertRule(
        String uid,
        Text title,
        Text summary,
        Text remedy,
        String board,
        String panel,
        Severity severity,
        Hours hours,
        Condition condition,
        String lasting,
        NoData noData,
        String sql,
        String controlChart) {

    /** Who should be woken. */
    public enum Severity {
        WARNING,
        CRITICAL
    }

    /** When a message is of use. */
    public enum Hours {
        ANY,
        /** Neither at night nor on a weekend. */
        WORKING
    }

    /** What an answer without rows means. */
    public enum NoData {
        OK("OK"),
        ALERTING("Alerting");

        private final String state;

        NoData(String state) {
            this.state = state;
        }

        String state() {
            return state;
        }
    }

    public AlertRule {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(remedy, "remedy");
        Objects.requireNonNull(board, "board");
        Objects.requireNonNull(panel, "panel");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(noData, "no_data");
        hours = hours == null ? Hours.ANY : hours;
        if ((sql == null) == (controlChart == null)) {
            throw new IllegalArgumentException("alert rule '" + uid + "' has either sql or control_chart");
        }
    }

    /** The query as ClickHouse is asked, macros aside. */
    public String query() {
        return (sql == null ? ControlChart.of(controlChart) : sql).strip();
    }
}
