package dev.crmpulse.connectors.clickhouse;

import com.clickhouse.client.api.ServerException;
import dev.crmpulse.connectors.retry.Attempts;
import dev.crmpulse.connectors.retry.RetryDelays;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again what a ClickHouse does not answer: where it died, whoever supervises it is starting it. What it refuses is not
 * asked again.
 *
 * @param timeout how long it may be away
 */
public record QueryRetry(ClickHouseEndpoint endpoint, Duration timeout) {
    /** A supervised server answers again within seconds, one that has much to recover within a minute. */
    private static final Duration RESTART = Duration.ofMinutes(2);

    /** Two readings of when one server started differ by no more. */
    private static final int CLOCK_SECONDS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(QueryRetry.class);

    /** For as long as a restart may take. */
    public static QueryRetry of(ClickHouseEndpoint endpoint) {
        return new QueryRetry(endpoint, RESTART);
    }

    /**
     * For as long as a restart may take, of one that answers now.
     *
     * @throws SQLException where it does not, or lets nobody in: whoever named it may have named it wrongly
     */
    public static QueryRetry ofAnswering(ClickHouseEndpoint endpoint) throws SQLException {
        try (Connection connection = endpoint.connect()) {
            startedSeconds(connection);
        }
        return of(endpoint);
    }

    /** What is asked: to do it twice must come to the same, for an answer may be lost on its way. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws Exception;
    }

    /**
     * Does some work on a connection of its own, from its begin again where the connection breaks.
     *
     * @throws SQLException what ClickHouse refused, or that it is still away
     */
    public <T> T call(Work<T> work) throws Exception {
        Attempts attempts = new Attempts(RetryDelays.DATABASE, timeout);
        while (true) {
            try (Connection connection = endpoint.connect()) {
                return work.on(connection);
            } catch (SQLException failure) {
                if (isAnswer(failure)) {
                    throw failure;
                }
                if (!attempts.await()) {
                    throw new SQLException(
                            "ClickHouse " + endpoint + " has not answered for " + timeout.toSeconds() + " s", failure);
                }
                LOG.info("ClickHouse {} does not answer and is asked again", endpoint, failure);
            }
        }
    }

    /** What is asked in a session, whose settings and temporary tables are gone with the server that had them. */
    @FunctionalInterface
    public interface SessionWork<T> {
        /** Another connection stands beside the session, which answers one statement after another. */
        T on(Connection session, Connection beside) throws Exception;
    }

    /**
     * Does some work in a session of its own, from its begin again where the server dies.
     *
     * @param again is called before that
     * @throws SQLException what ClickHouse refused, or that it is still away
     */
    public <T> T inSession(SessionWork<T> work, Runnable again) throws Exception {
        Attempts attempts = new Attempts(RetryDelays.DATABASE, timeout);
        while (true) {
            long before = call(QueryRetry::startedSeconds);
            try (Connection session = endpoint.connectSession();
                    Connection beside = endpoint.connect()) {
                return work.on(session, beside);
            } catch (SQLException failure) {
                // another server knows nothing of the session, and what it says of it is no answer
                if (isAnswer(failure) && call(QueryRetry::startedSeconds) <= before + CLOCK_SECONDS) {
                    throw failure;
                }
                if (!attempts.await()) {
                    throw new SQLException(
                            "ClickHouse " + endpoint + " has died again and again for " + timeout.toSeconds() + " s",
                            failure);
                }
                LOG.info("ClickHouse {} has died, and its session is begun again", endpoint, failure);
                again.run();
            }
        }
    }

    /** Seconds since 1970 at which the server started, by whole seconds of two clocks. */
    private static long startedSeconds(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT toInt64(toUnixTimestamp(now())) - toInt64(uptime())")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static boolean isAnswer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException) {
                return true;
            }
        }
        return false;
    }
}
