package dev.crmpulse.dashboards.check;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The macros and variables in a query, as Grafana and its ClickHouse plugin would find them. */
final class QueryNames {
    /** Those of the plugin that {@link dev.crmpulse.dashboards.QueryMacros} expands. */
    static final Set<String> MACROS = Set.of(
            "timeFilter",
            "timeFilter_ms",
            "dateFilter",
            "fromTime",
            "toTime",
            "fromTime_ms",
            "toTime_ms",
            "timeInterval",
            "timeInterval_ms",
            "interval_s",
            "conditionalAll");

    private static final Pattern MACRO = Pattern.compile("\\$__(\\w+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(:\\w+)?}|\\$(?!__)(\\w+)");

    private final String sql;

    QueryNames(String sql) {
        this.sql = sql;
    }

    Set<String> macros() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = MACRO.matcher(sql);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    Set<String> variables() {
        return variables(sql);
    }

    private static Set<String> variables(String sql) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(sql);
        while (matcher.find()) {
            names.add(matcher.group(1) == null ? matcher.group(3) : matcher.group(1));
        }
        return names;
    }
}
