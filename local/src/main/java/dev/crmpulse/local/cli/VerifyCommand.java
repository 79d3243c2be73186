package dev.crmpulse.local.cli;

import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.local.verify.Difference;
import dev.crmpulse.local.verify.MetricCheck;
import dev.crmpulse.local.verify.Verification;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
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
        boolean equal = figures.use(connection -> isEqual(connection, System.out));
        return equal ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static boolean isEqual(Connection connection, PrintStream out) throws SQLException, IOException {
        boolean equal = true;
        for (MetricCheck check : new Verification(connection, new PolicyTables(connection).read()).run()) {
            equal &= check.differences().isEmpty();
            out.printf(
                    Locale.ROOT,
                    "%-4s %-16s %-10s %,12d rows  %s%n",
                    check.metric(),
                    check.view(),
                    check.kind(),
                    check.rows(),
                    check.differences().isEmpty() ? "equal" : "DIFFERENT");
            for (Difference difference : check.differences()) {
                out.printf("     %s%n", difference.text());
            }
        }
        return equal;
    }
}
