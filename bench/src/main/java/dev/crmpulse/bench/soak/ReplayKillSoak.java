package dev.crmpulse.bench.soak;

import dev.crmpulse.local.chaos.Kill;
import dev.crmpulse.local.chaos.KillSchedule;
import dev.crmpulse.local.chaos.KillingWatcher;
import dev.crmpulse.local.replay.Replay;
import dev.crmpulse.local.replay.ReplayPlan;
import dev.crmpulse.local.replay.ReplayReport;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Ten kills under one replay: job and ClickHouse in turn, at random points. */
final class ReplayKillSoak implements Soak {
    private static final int KILLS = 10;
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "replay-kill";
    }

    @Override
    public String shows() {
        return "ten kills of job and ClickHouse under one replay leave the same facts, and no row twice";
    }

    @Override
    public boolean run(Sets sets, PrintStream out) throws Exception {
        FactDigest undisturbed;
        long records;
        try (SoakStack soak = SoakStack.start(CHECKPOINT_INTERVAL)) {
            ReplayReport report = soak.replay(sets.loans());
            records = report.records();
            try (Connection connection = soak.connect()) {
                undisturbed = FactDigest.of(connection);
            }
            out.printf(
                    Locale.ROOT,
                    "undisturbed: %,d records in %d s%n",
                    records,
                    report.elapsed().toSeconds());
        }
        KillSchedule schedule = KillSchedule.random(System.nanoTime(), KILLS, records, CHECKPOINT_INTERVAL);
        out.println(schedule);
        try (SoakStack soak = SoakStack.start(CHECKPOINT_INTERVAL);
                KillingWatcher killer = new KillingWatcher(soak.stack(), schedule, SoakStack.QUIET)) {
            ReplayPlan plan = sets.loans();
            ReplayReport report = new Replay(soak.stack(), killer).run(plan);
            for (Kill kill : killer.done()) {
                out.println("killed " + kill);
            }
            try (Connection connection = soak.connect()) {
                List<String> differences = undisturbed.differences(FactDigest.of(connection));
                differences.forEach(difference -> out.println("DIFFERENT " + difference));
                long rows = count(connection, "crm_store.event");
                boolean once = rows == report.events();
                out.printf(
                        Locale.ROOT,
                        "%s: %d of %d kills struck, %,d events sent, %,d rows in event%n",
                        differences.isEmpty() && once ? "equal" : "DIFFERENT",
                        killer.done().size(),
                        KILLS,
                        report.events(),
                        rows);
                return differences.isEmpty() && once && killer.done().size() == KILLS;
            }
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count() FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
