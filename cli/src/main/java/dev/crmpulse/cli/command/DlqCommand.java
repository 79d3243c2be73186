package dev.crmpulse.cli.command;

import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.kafka.DeadLetterReplay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what could not be taken in, and sends it again when the cause is mended. */
@Command(
        name = "dlq",
        description = "List dead letters, or send them again.",
        subcommands = {DlqCommand.ListLetters.class, DlqCommand.Replay.class})
final class DlqCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: dlq list, or dlq replay --reason R");
    }

    @Command(name = "list", description = "Count the dead letters by reason, and show the latest of each.")
    static final class ListLetters implements Callable<Integer> {
        @Mixin
        private StoresOption stores;

        @Override
        public Integer call() throws Exception {
            stores.use((kafka, clickHouse) -> {
                List<String> lines = QueryRetry.of(clickHouse).call(ListLetters::lines);
                if (lines.isEmpty()) {
                    System.out.println("no dead letters");
                } else {
                    System.out.printf(Locale.ROOT, "%-24s %10s  %-24s %s%n", "reason", "letters", "latest", "detail");
                    lines.forEach(System.out::println);
                }
            });
            return ExitCode.OK;
        }

        private static List<String> lines(Connection connection) throws SQLException {
            List<String> lines = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(
                            "SELECT reason, count(), argMax(position, found_at), argMax(detail, found_at)"
                                    + " FROM crm.dlq GROUP BY reason ORDER BY count() DESC, reason");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "%-24s %,10d  %-24s %s",
                            rows.getString(1),
                            rows.getLong(2),
                            rows.getString(3),
                            rows.getString(4)));
                }
            }
            return lines;
        }
    }

    @Command(
            name = "replay",
            description = {
                "Send dead letters to the topic of events once more, as they came.",
                "What is still broken becomes a dead letter again; what was taken in meanwhile counts as a duplicate."
            })
    static final class Replay implements Callable<Integer> {
        @Option(
                names = "--reason",
                required = true,
                paramLabel = "R",
                description = "only letters of this reason, such as \"unknown tenant\"")
        private String reason;

        @Mixin
        private StoresOption stores;

        @Override
        public Integer call() throws Exception {
            stores.use((kafka, clickHouse) -> {
                long sent = new DeadLetterReplay(kafka).send(reason);
                System.out.printf(Locale.ROOT, "sent %,d dead letters of reason '%s' again%n", sent, reason);
            });
            return ExitCode.OK;
        }
    }
}
