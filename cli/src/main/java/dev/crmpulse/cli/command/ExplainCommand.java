package dev.crmpulse.cli.command;

import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.verify.explain.Explainer;
import dev.crmpulse.verify.explain.Explanation;
import dev.crmpulse.verify.explain.UnknownIdException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the events behind a number and what each of them did to it. */
@Command(
        name = "explain",
        description =
                "Why is this number: the time line of a lead or deal, its clocks and figures, and the events behind.")
final class ExplainCommand implements Callable<Integer> {
    private static final String IDS = ": give the id of a lead, a deal, a fact or an event, such as"
            + " crm-pulse sql \"SELECT lead_id FROM crm.first_response LIMIT 5\" shows";

    @Parameters(
            paramLabel = "ID",
            description =
                    "id of a lead, a deal or a fact, such as L-17, D-4 or L-17/D-4/2, or of an event, which is marked;"
                            + " event/E where something else is called E too")
    private String id;

    @Option(
            names = "--metric",
            paramLabel = "M1",
            description = "this metric or fact alone, such as M1 or first_response; may be given again")
    private List<String> metrics = List.of();

    @Option(names = "--tenant", paramLabel = "T", description = "this tenant alone (default: all that know the id)")
    private String tenant = "";

    @Option(names = "--full", description = "all events, all that they changed and every column of all facts")
    private boolean full;

    @Mixin
    private FiguresOption figures;

    @Override
    public Integer call() throws Exception {
        List<Explanation> explanations = figures.use(connection -> {
            try {
                return new Explainer(connection, Timelines.ALL, new PolicyTables(connection).read(), metrics)
                        .explain(id, tenant);
            } catch (IllegalArgumentException unknown) {
                throw new UsageException(unknown.getMessage());
            } catch (UnknownIdException unknown) {
                throw new UsageException(unknown.getMessage() + (unknown.isHintGiven() ? "" : IDS));
            }
        });
        Consumer<Explanation> printer =
                full ? new ExplanationPrinter(System.out)::print : new ExplanationSummary(System.out)::print;
        explanations.forEach(printer);
        return ExitCode.OK;
    }
}
