package dev.crmpulse.cli.command;

import dev.crmpulse.verify.explain.Explanation;
import dev.crmpulse.verify.explain.FactValue;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Prints all there is to say of why facts are what they are, in the names that SQL has. */
final class ExplanationPrinter {
    private final PrintStream out;

    ExplanationPrinter(PrintStream out) {
        this.out = out;
    }

    void print(Explanation explanation) {
        out.println(bold(explanation.key() + " of tenant " + explanation.tenant()));
        if (!explanation.moved().isEmpty()) {
            out.println("moved here: " + String.join(", ", explanation.moved()));
        }
        out.printf(
                Locale.ROOT,
                "%,d events count · duplicates: %,d by id, %,d by content · too late: %,d%n%n",
                explanation.events(),
                explanation.repeated(),
                explanation.duplicates().size() - explanation.repeated(),
                explanation.late().size());
        steps(explanation.steps());
        explanation
                .duplicates()
                .forEach(duplicate -> refused(
                        duplicate.event(),
                        (duplicate.sameId() ? "another delivery of " : "the same contents as ") + duplicate.repeats()));
        explanation
                .late()
                .forEach(late -> refused(late.event(), late.reason() + " at " + late.horizon() + ", " + late.remedy()));
        explanation.facts().forEach(this::fact);
        out.println();
    }

    private void steps(List<Explanation.Step> steps) {
        for (Explanation.Step step : steps) {
            step.events().forEach(this::event);
            if (step.events().isEmpty()) {
                out.printf("%-24s (silence until then)%n", step.until());
            }
            String whose = step.events().size() > 1 ? "these " + step.events().size() + ": " : "";
            step.changes().forEach(change -> change(whose, change));
        }
    }

    private void event(Explanation.TimelineEvent event) {
        String line = String.format(
                        "%-24s %-26s %-20s %s  [%s %s%s]%s",
                        event.time(),
                        event.type(),
                        (event.actorType() + ' ' + event.actor()).strip(),
                        event.owner().isEmpty() ? "" : "owner " + event.owner(),
                        event.source(),
                        event.id(),
                        event.sequence() == 0 ? "" : ", sequence " + event.sequence(),
                        event.asked() ? " « asked for" : "")
                .stripTrailing();
        out.println(event.asked() ? bold(line) : line);
    }

    private void change(String whose, Explanation.Change change) {
        String what = change.effect() == Explanation.Effect.GONE
                ? " no longer holds"
                : ": "
                        + change.differences().stream()
                                .map(Explanation.Difference::after)
                                .map(value -> value.column() + " = " + (value.isEmpty() ? "none" : value.shown()))
                                .collect(Collectors.joining(", "));
        out.println("    → " + whose + change.fact() + " " + change.id() + what);
    }

    private void refused(Explanation.TimelineEvent event, String why) {
        out.printf(
                "%-24s %-26s [%s %s] does not count: %s%n",
                event.time(), event.type(), event.source(), event.id(), why);
    }

    private void fact(Explanation.StatedFact fact) {
        out.printf("%n%s%n", bold(fact.fact() + " " + fact.id()));
        for (FactValue value : fact.values().values()) {
            if (!value.isEmpty()) {
                out.printf("    %-26s %s%n", value.column(), value.shown());
            }
        }
    }

    private static String bold(String text) {
        return Ansi.AUTO.string("@|bold " + text + "|@");
    }
}
