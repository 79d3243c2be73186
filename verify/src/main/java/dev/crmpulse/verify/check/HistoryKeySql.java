package dev.crmpulse.verify.check;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.verify.reference.References;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Of which history a row of a fact view follows, as SQL. */
final class HistoryKeySql {
    /**
     * Of a row that names none, such as an answer of nobody known: the subject that its id begins with, before one part or two.
     */
    private static final String OF_ID = "if((tenant, extract(id, '^(.*)/[^/]*$')) IN (%s),"
            + " extract(id, '^(.*)/[^/]*$'), extract(id, '^(.*)/[^/]*/[^/]*$'))";

    private HistoryKeySql() {}

    /**
     * The expression.
     *
     * @param kinds of keys that the timeline of the metric has
     * @param known tenants and keys of histories, as they stand behind IN
     */
    static String of(Metric metric, Set<String> kinds, String known) {
        if (metric.verification() == Metric.Verification.REFERENCE) {
            return References.of(metric).key();
        }
        List<String> columns =
                metric.facts().columns().stream().map(Column::name).toList();
        // a deal has a history of its own where its events name no lead; an order names its contract behind itself
        List<String> others = kinds.stream()
                .filter(kind -> !kind.equals(EntityKey.LEAD) && !kind.equals(EntityKey.DEAL))
                .sorted(Comparator.comparing((String kind) -> columns.indexOf(kind + "_id"))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        StringBuilder cases = new StringBuilder();
        append(cases, EntityKey.LEAD, kinds, columns);
        append(cases, EntityKey.DEAL, kinds, columns);
        others.forEach(kind -> append(cases, kind, kinds, columns));
        if (cases.isEmpty() && kinds.size() == 1) {
            return "concat('" + kinds.iterator().next() + "/', extract(id, '^(.*)/[^/]*$'))";
        }
        if (cases.isEmpty()) {
            throw new IllegalStateException(
                    metric.facts() + " names in no column whose history it follows of: " + kinds);
        }
        return "multiIf(" + cases + OF_ID.formatted(known) + ")";
    }

    private static void append(StringBuilder cases, String kind, Set<String> kinds, List<String> columns) {
        String id = kind + "_id";
        String column = columns.contains(id) ? id : kind.equals(EntityKey.REP) ? "owner" : "";
        if (kinds.contains(kind) && columns.contains(column)) {
            cases.append(column + " != '', concat('" + kind + "/', " + column + "), ");
        }
    }
}
