package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of fact views, by view. */
public final class Facts {
    private static final int SHOWN = 20;

    /** Views that a log of cases with calls and stages fills; nobody wrote or answered surveys in it. */
    private static final Set<String> OF_EVERY_LOG =
            Set.of("first_response", "customer_reply", "stage_visit", "deal", "funnel_entry");

    private Facts() {}

    /** Compares two sides row by row and shows the rows that only one of them has. */
    public static void assertEqual(Map<String, List<String>> actual, Map<String, List<String>> expected, String when) {
        assertThat(actual.keySet()).as(when).isEqualTo(expected.keySet());
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, List<String>> view : expected.entrySet()) {
            if (OF_EVERY_LOG.contains(view.getKey())) {
                assertThat(view.getValue())
                        .as("rows of %s, %s", view.getKey(), when)
                        .isNotEmpty();
            }
            List<String> rows = actual.get(view.getKey());
            onlyIn(view.getValue(), rows).forEach(row -> differences.add("missing in " + view.getKey() + ": " + row));
            onlyIn(rows, view.getValue()).forEach(row -> differences.add("wrong in " + view.getKey() + ": " + row));
            if (rows.size() != view.getValue().size()) {
                differences.add(rows.size() + " rows in " + view.getKey() + " and not "
                        + view.getValue().size());
            }
        }
        assertThat(differences.stream().limit(SHOWN)).as(when).isEmpty();
    }

    private static Set<String> onlyIn(List<String> one, List<String> other) {
        Set<String> only = new LinkedHashSet<>(one);
        only.removeAll(new LinkedHashSet<>(other));
        return only;
    }
}
