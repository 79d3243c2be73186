package dev.crmpulse.soak.suite;

import dev.crmpulse.cli.replay.Replay;
import dev.crmpulse.cli.replay.ReplayPlan;
import dev.crmpulse.cli.replay.ReplayReport;
import dev.crmpulse.soak.chaos.Kill;
import dev.crmpulse.soak.chaos.KillSchedule;
import dev.crmpulse.soak.chaos.KillingWatcher;
import dev.crmpulse.soak.chaos.StartKills;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Kills under one replay at random points: of ClickHouse and the job while they start, then ten of both in turn. */
final class ReplayKillSoak implements Soak {
    private static final int KILLS = 10;
    /** While ClickHouse, its first tables and the job come to be. */
    private static final int START_KILLS = 5;

    private static final Duration START_PAUSE = Duration.ofMillis(1500);
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    private final long seed;

    /** @param seed of the moments of the kills; printed, so that a failure can be run again */
    ReplayKillSoak(long seed) {
        this.seed = seed;
    }

    @Override
    public String name() {
        return "replay-kill";
    }

    @Override
    public String shows() {
        return "kills of job and ClickHouse while a replay starts, and ten while it goes on, leave the same facts, and no row twice";
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
        KillSchedule schedule =
                KillSchedule.random(seed, KILLS, records, CHECKPOINT_INTERVAL).afterOneAtSubmission(START_PAUSE);
        out.println(schedule);
        Path directory = Files.createTempDirectory("crm-pulse-soak");
        try (StartKills starting = StartKills.begin(directory, seed, START_KILLS, START_PAUSE);
                SoakStack soak = SoakStack.start(directory, CHECKPOINT_INTERVAL);
                KillingWatcher killer = new KillingWatcher(soak.stack(), schedule, SoakStack.QUIET)) {
            ReplayPlan plan = sets.loans();
            ReplayReport report = new Replay(soak.stack(), killer).run(plan);
            List<String> started = starting.done();
            started.forEach(kill -> out.println("killed " + kill));
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
                        started.size() + killer.done().size(),
                        START_KILLS + schedule.kills().size(),
                        report.events(),
                        rows);
                return differences.isEmpty() && once && killer.done().equals(schedule.kills());
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
