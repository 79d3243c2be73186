package dev.crmpulse.local.cli;

import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.local.explain.Explainer;
import dev.crmpulse.local.explain.Explanation;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the events behind a number and what each of them did to it. */
@Command(
        name = "explain",
        description = "Why is this number: the events of a lead, deal or fact, what each changed, and what follows.")
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "id of a lead, a deal or a fact, such as L-17, D-4 or D-4/2")
    private String id;

    @Mixin
    private FiguresOption figures;

    @Override
    public Integer call() throws Exception {
        List<Explanation> explanations =
                figures.use(connection -> new Explainer(connection, new PolicyTables(connection).read()).explain(id));
        if (explanations.isEmpty()) {
            throw new UsageException("nothing is known of " + id + ": give the id of a lead, a deal or a fact, such as"
                    + " crm-pulse sql \"SELECT lead_id FROM crm.first_response LIMIT 5\" shows");
        }
        explanations.forEach(explanation -> print(explanation, System.out));
        return ExitCode.OK;
    }

    private static void print(Explanation explanation, PrintStream out) {
        out.println(bold(explanation.root() + " of tenant " + explanation.tenant()));
        out.printf(
                "%d events count, %d deliveries were duplicates%n%n",
                explanation.steps().size(), explanation.duplicates());
        for (Explanation.Step step : explanation.steps()) {
            String who = step.actor().isEmpty() ? step.actorType() : step.actorType() + " " + step.actor();
            out.printf("%-24s %-26s %-20s %s%n", step.time(), step.type(), who.strip(), step.says());
            step.changes().forEach(change -> out.println("    → " + change));
        }
        for (Explanation.StatedFact fact : explanation.facts()) {
            out.printf("%n%s%n", bold(fact.type().name() + " " + fact.id()));
            fact.values().forEach((column, value) -> {
                if (!value.isEmpty()) {
                    out.printf("    %-26s %s%n", column, value);
                }
            });
        }
        out.println();
    }

    private static String bold(String text) {
        return Ansi.AUTO.string("@|bold " + text + "|@");
    }
}
