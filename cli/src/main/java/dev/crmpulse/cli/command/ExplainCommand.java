package dev.crmpulse.cli.command;

import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.verify.explain.Explainer;
import dev.crmpulse.verify.explain.Explanation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the events behind a number and what each of them did to it. */
@Command(
        name = "explain",
        description = "Why is this number: the events of a lead, deal or fact, what each changed, and what follows.")
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "id of a lead, a deal or a fact, such as L-17, D-4 or L-17/D-4/2")
    private String id;

    @Option(
            names = "--metric",
            paramLabel = "M1",
            description = "this metric or fact alone, such as M1 or first_response; may be given again")
    private List<String> metrics = List.of();

    @Option(names = "--full", description = "all events, all that they changed and every column of all facts")
    private boolean full;

    @Mixin
    private FiguresOption figures;

    @Override
    public Integer call() throws Exception {
        List<Explanation> explanations = figures.use(connection -> {
            try {
                return new Explainer(connection, Timelines.ALL, new PolicyTables(connection).read(), metrics)
                        .explain(id);
            } catch (IllegalArgumentException unknown) {
                throw new UsageException(unknown.getMessage());
            }
        });
        if (explanations.isEmpty()) {
            throw new UsageException("nothing is known of " + id + ": give the id of a lead, a deal or a fact, such as"
                    + " crm-pulse sql \"SELECT lead_id FROM crm.first_response LIMIT 5\" shows");
        }
        ExplanationPrinter printer = new ExplanationPrinter(System.out, full);
        explanations.forEach(printer::print);
        return ExitCode.OK;
    }
}
