package dev.crmpulse.dashboards.check;

import dev.crmpulse.dashboards.QueryMacros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

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
            expand(sql, variables)
                    .ifPresent(wrong -> problems.add(
                            file.problem(where, wrong, "only what dashboards/README.md lists is expanded")));
        }
        return problems;
    }

    /** What the expansion of the query says against it. */
    private static Optional<String> expand(String sql, Set<String> variables) {
        Map<String, List<String>> chosen =
                variables.stream().collect(Collectors.toMap(Function.identity(), variable -> List.of("x")));
        try {
            new QueryMacros(Instant.EPOCH, Instant.EPOCH.plus(DAY), Duration.ofHours(1), chosen).expand(sql);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }
}
