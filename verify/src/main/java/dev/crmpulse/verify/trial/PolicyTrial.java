package dev.crmpulse.verify.trial;

import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.verify.trial.StoredHistories.StoredHistory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates all of history by policies that are not in force, beside those that are: takes the raw events, runs the very folds that made
 * the figures, and writes nothing.
 */
public final class PolicyTrial {
    private final Connection connection;
    private final List<Timeline> timelines;
    private final TrialWatcher watcher;

    /** @param connection may read {@code crm} */
    public PolicyTrial(Connection connection, List<Timeline> timelines, TrialWatcher watcher) {
        this.connection = connection;
        this.timelines = List.copyOf(timelines);
        this.watcher = watcher;
    }

    /**
     * Evaluates and compares.
     *
     * @param inForce all policies by which the facts were evaluated
     * @param tried all policies that they are evaluated by instead
     * @param since clocks of SLAs that began before are not counted
     */
    public TrialReport run(Policies inForce, Policies tried, Instant since) throws SQLException {
        Map<String, Progress> before = progress();
        long size = 0;
        for (Timeline timeline : timelines) {
            size += StoredHistories.count(connection, timeline);
        }
        watcher.begins(size);
        TrialComparison comparison = new TrialComparison(inForce, tried, since, Teams.read(connection));
        long read = 0;
        for (Timeline timeline : timelines) {
            comparison.begin(timeline);
            Progress progress = before.get(timeline.name());
            long horizonMillis = progress == null ? Long.MIN_VALUE : progress.horizonMillis();
            try (StoredHistories histories = new StoredHistories(connection, timeline)) {
                for (StoredHistory history = histories.next(); history != null; history = histories.next()) {
                    comparison.add(timeline, history.key(), history.isShared(), history.deliveries(), horizonMillis);
                    read += history.read();
                    watcher.at(read);
                }
            }
        }
        List<String> unequal = new ArrayList<>();
        for (Map.Entry<String, RowDigest> family : comparison.digests().entrySet()) {
            if (!family.getValue().isPublished(connection)) {
                unequal.add(family.getKey());
            }
        }
        return comparison.report(new TrialReport.Published(unequal, !before.equals(progress())));
    }

    /** How far a timeline has evaluated, and when that was written. */
    private record Progress(long horizonMillis, String publishedAt) {}

    private Map<String, Progress> progress() throws SQLException {
        Map<String, Progress> progress = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT timeline, toUnixTimestamp64Milli(horizon),"
                        + " toString(published_at) FROM crm.progress")) {
            while (rows.next()) {
                progress.put(rows.getString(1), new Progress(rows.getLong(2), rows.getString(3)));
            }
        }
        return progress;
    }
}
