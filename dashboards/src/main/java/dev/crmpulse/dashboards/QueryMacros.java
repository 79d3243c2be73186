package dev.crmpulse.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Expands the macros of Grafana's ClickHouse plugin as the plugin does, so that a board's queries can be run without
 * Grafana.
 *
 * @param interval width of a step on the time axis
 * @param tenants whom the reader has chosen
 */
public record QueryMacros(Instant from, Instant to, Duration interval, List<String> tenants) {
    private static final Pattern TIME_FILTER = Pattern.compile("\\$__timeFilter\\(([^)]*)\\)");
    private static final Pattern TIME_INTERVAL = Pattern.compile("\\$__timeInterval\\(([^)]*)\\)");
    private static final Pattern UNKNOWN = Pattern.compile("\\$[_{a-zA-Z][\\w:}]*");

    /**
     * The query that ClickHouse is asked.
     *
     * @throws IllegalArgumentException where a macro or variable is in it that no board may use
     */
    public String expand(String sql) {
        String range =
                "$1 >= toDateTime(" + from.getEpochSecond() + ") AND $1 <= toDateTime(" + to.getEpochSecond() + ")";
        String expanded = TIME_FILTER.matcher(sql).replaceAll(range);
        expanded = TIME_INTERVAL
                .matcher(expanded)
                .replaceAll(
                        "toStartOfInterval(toDateTime($1), INTERVAL " + Math.max(1, interval.toSeconds()) + " second)");
        expanded = expanded.replace(
                "${tenant:singlequote}",
                tenants.stream().map(tenant -> "'" + tenant + "'").collect(Collectors.joining(",")));
        Matcher left = UNKNOWN.matcher(expanded);
        if (left.find()) {
            throw new IllegalArgumentException("unknown macro or variable " + left.group());
        }
        return expanded;
    }
}
