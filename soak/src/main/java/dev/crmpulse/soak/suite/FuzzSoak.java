package dev.crmpulse.soak.suite;

import dev.crmpulse.cli.replay.ReplayReport;
import dev.crmpulse.simulator.fuzz.EventFuzz;
import dev.crmpulse.verify.check.MetricCheck;
import dev.crmpulse.verify.check.Verification;
import dev.crmpulse.verify.check.VerificationWatcher;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/** Events that nobody should send, by grammar and seed. */
final class FuzzSoak implements Soak {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    private final long seed;
    private final int records;

    FuzzSoak(long seed, int records) {
        this.seed = seed;
        this.records = records;
    }

    @Override
    public String name() {
        return "fuzz";
    }

    @Override
    public String shows() {
        return "each odd or broken event is delivered or a dead letter, and verify is equal";
    }

    @Override
    public boolean run(Sets sets, PrintStream out) throws Exception {
        out.println("seed " + seed);
        Path lines = Files.createTempFile("crm-pulse-fuzz", ".jsonl");
        try (SoakStack soak = SoakStack.start(CHECKPOINT_INTERVAL)) {
            EventFuzz.write(lines, seed, records);
            ReplayReport report = soak.replay(Sets.events(lines));
            try (Connection connection = soak.connect()) {
                long delivered = number(connection, "SELECT count() FROM crm.event");
                long deadLetters = number(connection, "SELECT count() FROM crm.dlq");
                boolean counted = report.records() == records
                        && report.delivered() == delivered
                        && delivered + deadLetters == records;
                out.printf(
                        Locale.ROOT,
                        "%s: %,d sent, %,d delivered, %,d dead letters %s%n",
                        counted ? "equal" : "DIFFERENT",
                        report.records(),
                        delivered,
                        deadLetters,
                        report.deadLetters());
                return verified(soak, out) && counted;
            }
        } finally {
            Files.delete(lines);
        }
    }

    private static boolean verified(SoakStack soak, PrintStream out) throws Exception {
        boolean equal = true;
        for (MetricCheck check : Verification.ofAll(soak.endpoint(), VerificationWatcher.silent())
                .run()) {
            out.printf(
                    Locale.ROOT,
                    "%s: verify %s, %,d rows%n",
                    check.differences().isEmpty() ? "equal" : "DIFFERENT",
                    check.metric(),
                    check.rows());
            check.differences().forEach(difference -> out.println("  " + difference.text()));
            equal &= check.differences().isEmpty();
        }
        return equal;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
