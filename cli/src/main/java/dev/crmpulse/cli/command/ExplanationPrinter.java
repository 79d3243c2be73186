package dev.crmpulse.cli.command;

import dev.crmpulse.verify.explain.Explanation;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Prints why facts are what they are: a line an event and a line a fact, or all there is to say. */
final class ExplanationPrinter {
    /** Of more, the first and the last half are shown. */
    private static final int EVENTS = 60;

    private static final int FACTS_OF_A_KIND = 8;
    private static final int CHANGES_NAMED = 4;
    private static final int COLUMNS = 8;

    /** What the heading and the id say already, or nobody asks for at first. */
    private static final Set<String> LEFT_OUT = Set.of(
            "tenant",
            "id",
            "def_version",
            "lead_id",
            "deal_id",
            "customer_id",
            "calendar_id",
            "policy_id",
            "entity",
            "entity_id",
            "sla",
            "episode",
            "level_no",
            "funnel",
            "step_no",
            "steps",
            "visit_no");

    private final PrintStream out;
    private final boolean full;

    ExplanationPrinter(PrintStream out, boolean full) {
        this.out = out;
        this.full = full;
    }

    void print(Explanation explanation) {
        out.println(bold(explanation.key() + " of tenant " + explanation.tenant()));
        long sameId = explanation.duplicates().stream()
                .filter(Explanation.Duplicate::sameId)
                .count();
        out.printf(
                Locale.ROOT,
                "%,d events count · duplicates: %,d by id, %,d by content%n%n",
                explanation.events(),
                sameId,
                explanation.duplicates().size() - sameId);
        steps(explanation.steps());
        duplicates(explanation.duplicates());
        Map<String, List<Explanation.StatedFact>> byKind = explanation.facts().stream()
                .collect(Collectors.groupingBy(Explanation.StatedFact::fact, LinkedHashMap::new, Collectors.toList()));
        out.println();
        byKind.values().forEach(this::facts);
        if (!full) {
            out.println("--full shows all of it, --metric M1 one metric");
        }
        out.println();
    }

    private void steps(List<Explanation.Step> steps) {
        long events = steps.stream().mapToLong(step -> step.events().size()).sum();
        long number = 0;
        boolean skipped = false;
        for (Explanation.Step step : steps) {
            boolean anyShown = step.events().isEmpty();
            for (Explanation.TimelineEvent event : step.events()) {
                boolean shown = full || events <= EVENTS || number < EVENTS / 2 || number >= events - EVENTS / 2;
                number++;
                if (shown) {
                    event(event);
                    anyShown = true;
                } else if (!skipped) {
                    skipped = true;
                    out.printf(Locale.ROOT, "… %,d more events: --full%n", events - EVENTS);
                }
            }
            if (step.events().isEmpty()) {
                out.printf("%-24s (silence until then)%n", step.until());
            }
            if (anyShown && !step.changes().isEmpty()) {
                String whose =
                        step.events().size() > 1 ? "these " + step.events().size() + ": " : "";
                changes(whose, step.changes());
            }
        }
    }

    private void event(Explanation.TimelineEvent event) {
        out.println(String.format(
                        "%-24s %-26s %-20s %s  [%s %s%s]",
                        event.time(),
                        event.type(),
                        event.actor(),
                        event.says(),
                        event.source(),
                        event.id(),
                        event.sequence() == 0 ? "" : ", sequence " + event.sequence())
                .stripTrailing());
    }

    private void changes(String whose, List<Explanation.Change> changes) {
        if (full) {
            changes.forEach(change -> out.println("    → " + whose + change.fact() + " " + change.id()
                    + (change.verb().equals("gone")
                            ? " no longer holds"
                            : ": " + columns(change.columns(), Integer.MAX_VALUE))));
            return;
        }
        Map<String, List<String>> ids = new LinkedHashMap<>();
        for (Explanation.Change change : changes) {
            ids.computeIfAbsent(change.verb() + " " + change.fact(), kind -> new ArrayList<>())
                    .add(change.id());
        }
        out.println("    → " + whose
                + ids.entrySet().stream()
                        .map(kind -> kind.getValue().size() > CHANGES_NAMED
                                ? kind.getKey() + " × " + kind.getValue().size()
                                : kind.getKey() + " " + String.join(", ", kind.getValue()))
                        .collect(Collectors.joining(" · ")));
    }

    private void duplicates(List<Explanation.Duplicate> duplicates) {
        for (int i = 0; i < duplicates.size(); i++) {
            if (!full && i >= FACTS_OF_A_KIND) {
                out.printf(Locale.ROOT, "… %,d more duplicates: --full%n", duplicates.size() - i);
                return;
            }
            Explanation.Duplicate duplicate = duplicates.get(i);
            Explanation.TimelineEvent event = duplicate.event();
            out.printf(
                    "%-24s %-26s [%s %s] does not count: %s %s%n",
                    event.time(),
                    event.type(),
                    event.source(),
                    event.id(),
                    duplicate.sameId() ? "another delivery of" : "the same contents as",
                    duplicate.repeats());
        }
    }

    private void facts(List<Explanation.StatedFact> facts) {
        int shown = 0;
        for (Explanation.StatedFact fact : facts) {
            if (full) {
                out.printf("%n%s%n", bold(fact.fact() + " " + fact.id()));
                fact.values().forEach((column, value) -> {
                    if (!value.isEmpty()) {
                        out.printf("    %-26s %s%n", column, value);
                    }
                });
            } else if (shown++ < FACTS_OF_A_KIND) {
                out.println(bold(fact.fact() + " " + fact.id()) + "  " + columns(fact.values(), COLUMNS));
            } else {
                out.printf(Locale.ROOT, "… %,d more of %s: --full%n", facts.size() - FACTS_OF_A_KIND, fact.fact());
                return;
            }
        }
    }

    private static String columns(Map<String, String> columns, int most) {
        return columns.entrySet().stream()
                .filter(column -> !column.getValue().isEmpty())
                .filter(column -> most == Integer.MAX_VALUE || !LEFT_OUT.contains(column.getKey()))
                .limit(most)
                .map(column -> column.getKey() + " = " + column.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String bold(String text) {
        return Ansi.AUTO.string("@|bold " + text + "|@");
    }
}
