package dev.crmpulse.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Expands the macros of Grafana's ClickHouse plugin, and Grafana's variables, as these two do, so that a board's queries run
 * without Grafana. The query is read once, from its begin to its end: what a value holds is never read again, and no value
 * leaves the literal it stands in.
 *
 * @param interval width of a step on the time axis
 * @param variables what the reader has chosen, by the name of the variable; {@link #ALL} alone is all of them, as is nothing
 */
public record QueryMacros(Instant from, Instant to, Duration interval, Map<String, List<String>> variables) {
    /** What Grafana sends for a variable of which all values are chosen. */
    public static final String ALL = "$__all";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):singlequote}");
    private static final Pattern NAME = Pattern.compile("\\$\\{[^}]*}?|\\$\\w+");
    private static final Pattern CHOSEN = Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)}");

    public QueryMacros {
        variables = Map.copyOf(variables);
    }

    /** What becomes of a place in a query: in a condition that is left out, variables need no value. */
    private enum Place {
        KEPT,
        LEFT_OUT
    }

    /**
     * The query that ClickHouse is asked.
     *
     * @throws IllegalArgumentException where a macro or variable is in it that no board may use
     */
    public String expand(String rawSql) {
        return expand(rawSql, Place.KEPT);
    }

    private String expand(String sql, Place place) {
        StringBuilder expanded = new StringBuilder();
        Matcher name = NAME.matcher(sql);
        int at = 0;
        while (name.find(at)) {
            expanded.append(sql, at, name.start());
            at = name.end();
            Matcher variable = VARIABLE.matcher(name.group());
            if (variable.matches()) {
                expanded.append(literals(variable.group(1), place));
            } else if (isMacro(name.group())) {
                expanded.append(value(name.group()));
            } else {
                MacroCall call = MacroCall.read(sql, name.group(), at);
                expanded.append(function(call, place));
                at = call.end();
            }
        }
        return expanded.append(sql, at, sql.length()).toString();
    }

    private static boolean isMacro(String name) {
        return switch (name) {
            case "$__fromTime", "$__toTime", "$__fromTime_ms", "$__toTime_ms", "$__interval_s" -> true;
            default -> false;
        };
    }

    private String value(String macro) {
        return switch (macro) {
            case "$__fromTime" -> seconds(from);
            case "$__toTime" -> seconds(to);
            case "$__fromTime_ms" -> millis(from);
            case "$__toTime_ms" -> millis(to);
            case "$__interval_s" -> Long.toString(intervalSeconds());
            default -> throw unknown(macro);
        };
    }

    private String function(MacroCall call, Place place) {
        return switch (call.name()) {
            case "$__timeFilter" -> range(column(call, place), seconds(from), seconds(to));
            case "$__timeFilter_ms" -> range(column(call, place), millis(from), millis(to));
            case "$__dateFilter" -> range(column(call, place), date(from), date(to));
            case "$__timeInterval" ->
                "toStartOfInterval(toDateTime(" + column(call, place) + "), INTERVAL " + intervalSeconds() + " second)";
            case "$__timeInterval_ms" ->
                "toStartOfInterval(toDateTime64(" + column(call, place) + ", 3), INTERVAL "
                        + Math.max(1, interval.toMillis()) + " millisecond)";
            case "$__conditionalAll" -> conditionalAll(call, place);
            default -> throw unknown(call.name());
        };
    }

    private String column(MacroCall call, Place place) {
        if (call.arguments().size() != 1 || call.arguments().get(0).isEmpty()) {
            throw new IllegalArgumentException("macro " + call.name() + " needs one column in parentheses");
        }
        return expand(call.arguments().get(0), place);
    }

    private String conditionalAll(MacroCall call, Place place) {
        if (call.arguments().size() != 2) {
            throw new IllegalArgumentException("macro " + call.name()
                    + " needs a condition, without a comma outside of parentheses, and a variable");
        }
        Matcher variable = CHOSEN.matcher(call.arguments().get(1));
        if (!variable.matches()) {
            throw new IllegalArgumentException("macro " + call.name() + " needs a variable, not "
                    + call.arguments().get(1));
        }
        List<String> chosen = chosen(variable.group(1) == null ? variable.group(2) : variable.group(1));
        String condition = call.arguments().get(0);
        if (isAll(chosen) || chosen.stream().allMatch(String::isEmpty)) {
            // read nevertheless: what is wrong in it is wrong whatever is chosen
            expand(condition, Place.LEFT_OUT);
            return "1=1";
        }
        return expand(condition, place);
    }

    private String literals(String variable, Place place) {
        List<String> chosen = chosen(variable);
        if (place == Place.LEFT_OUT) {
            return "";
        }
        if (isAll(chosen)) {
            // Grafana would list all values here, which are not known
            throw new IllegalArgumentException("variable " + variable
                    + " cannot be all of its values here: the query lacks $__conditionalAll around the condition");
        }
        return chosen.isEmpty()
                ? "''"
                : chosen.stream().map(QueryMacros::literal).collect(Collectors.joining(","));
    }

    private List<String> chosen(String variable) {
        List<String> chosen = variables.get(variable);
        if (chosen == null) {
            throw unknown("$" + variable);
        }
        return chosen;
    }

    private static boolean isAll(List<String> chosen) {
        return chosen.equals(List.of(ALL));
    }

    private static String literal(String value) {
        StringBuilder literal = new StringBuilder("'");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> literal.append("\\\\");
                case '\'' -> literal.append("\\'");
                case '\0' -> literal.append("\\0");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                default -> literal.append(c);
            }
        }
        return literal.append('\'').toString();
    }

    private static String range(String column, String first, String last) {
        return column + " >= " + first + " AND " + column + " <= " + last;
    }

    private static String seconds(Instant time) {
        return "toDateTime(" + time.getEpochSecond() + ")";
    }

    private static String millis(Instant time) {
        return "fromUnixTimestamp64Milli(" + time.toEpochMilli() + ")";
    }

    private static String date(Instant time) {
        return "toDate('" + LocalDate.ofInstant(time, ZoneOffset.UTC) + "')";
    }

    private long intervalSeconds() {
        return Math.max(1, interval.toSeconds());
    }

    static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("unknown macro or variable " + name);
    }
}
