package dev.crmpulse.dashboards.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmpulse.dashboards.QueryMacros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Rules about one query of a board: only macros and variables that there are, and values that cannot leave their quotes. */
final class QueryRules {
    static final String PLUGIN = "grafana-clickhouse-datasource";

    private static final Duration DAY = Duration.ofDays(1);

    private QueryRules() {}

    /**
     * What is wrong with a query.
     *
     * @param variables that it may use
     */
    static List<Problem> problems(BoardFile file, String where, String sql, Set<String> variables) {
        List<Problem> problems = new ArrayList<>();
        if (sql.isBlank()) {
            problems.add(file.problem(where, "no query", "write one, or leave the target out"));
        }
        QueryNames names = new QueryNames(sql);
        for (String macro : names.macros()) {
            if (!QueryNames.MACROS.contains(macro)) {
                problems.add(file.problem(
                        where, "unknown macro $__" + macro, Nearest.remedy(macro, new TreeSet<>(QueryNames.MACROS))));
            }
        }
        for (String variable : names.variables()) {
            if (!variables.contains(variable)) {
                problems.add(file.problem(
                        where, "unknown variable '" + variable + "'", Nearest.remedy(variable, variables)));
            }
        }
        if (problems.isEmpty()) {
            expand(file, sql)
                    .ifPresent(wrong -> problems.add(
                            file.problem(where, wrong, "only what dashboards/README.md lists is expanded")));
        }
        return problems;
    }

    /** What the expansion of the query says against it, where all values are chosen of what offers that. */
    private static Optional<String> expand(BoardFile file, String sql) {
        Map<String, List<String>> chosen = new HashMap<>();
        for (JsonNode variable : file.variables()) {
            chosen.put(
                    variable.path("name").asText(),
                    List.of(variable.path("includeAll").asBoolean() ? QueryMacros.ALL : "x"));
        }
        try {
            new QueryMacros(Instant.EPOCH, Instant.EPOCH.plus(DAY), Duration.ofHours(1), chosen).expand(sql);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }
}
