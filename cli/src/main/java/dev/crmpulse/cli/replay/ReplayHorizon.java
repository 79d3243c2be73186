package dev.crmpulse.cli.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/** How far time has come for a replay: up to the last event that was accepted, and no refused one moves it. */
public final class ReplayHorizon {
    private ReplayHorizon() {}

    /** The largest time of the events that were accepted, by this replay and those it goes on with; empty where none was. */
    static Optional<Instant> latestAccepted(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(), toUnixTimestamp64Milli(max(time)) FROM crm.event")) {
            return moment(row);
        }
    }

    /** Up to when all timelines of the newest runs have evaluated silence; empty where they have not begun to. */
    public static Optional<Instant> ofNewestLineage(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(), toUnixTimestamp64Milli(min(p.horizon)) FROM crm.progress AS p")) {
            return moment(row);
        }
    }

    /** Up to when all timelines of a run have evaluated silence; empty where they have not begun to. */
    static Optional<Instant> of(Connection connection, long run) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT count(),"
                + " toUnixTimestamp64Milli(min(p.horizon)) FROM crm_store.progress AS p FINAL WHERE run = ?")) {
            query.setLong(1, run);
            try (ResultSet row = query.executeQuery()) {
                return moment(row);
            }
        }
    }

    private static Optional<Instant> moment(ResultSet row) throws SQLException {
        row.next();
        return row.getLong(1) == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(row.getLong(2)));
    }
}
