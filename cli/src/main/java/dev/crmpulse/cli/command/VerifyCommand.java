package dev.crmpulse.cli.command;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.verify.check.Verification;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Recomputes every metric from the raw events with SQL and shows where the streaming result differs. */
@Command(
        name = "verify",
        description =
                "Streaming = batch, metric by metric; exit 1 on any difference, naming metric, row and both values.")
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private FiguresOption figures;

    @Override
    public Integer call() throws Exception {
        boolean equal = figures.useEndpoint(VerifyCommand::verify);
        return equal ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static boolean verify(ClickHouseEndpoint endpoint) throws Exception {
        String published = lastPublished(endpoint);
        boolean equal;
        try (VerifyProgress progress = new VerifyProgress()) {
            equal = Verification.ofAll(endpoint, progress).run().stream()
                    .allMatch(check -> check.differences().isEmpty());
        }
        if (!equal && !lastPublished(endpoint).equals(published)) {
            System.err.println(
                    "crm-pulse: a job was writing meanwhile: what it had not written of the events yet differs."
                            + " Ask once more when it has stopped, or ask crm.difference, where it compares twice itself");
        }
        return equal;
    }

    private static String lastPublished(ClickHouseEndpoint endpoint) throws Exception {
        return QueryRetry.of(endpoint).call(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT toString(max(published_at)) FROM crm.progress")) {
                row.next();
                return row.getString(1);
            }
        });
    }
}
