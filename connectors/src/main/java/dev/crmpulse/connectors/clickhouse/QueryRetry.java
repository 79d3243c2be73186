package dev.crmpulse.connectors.clickhouse;

import com.clickhouse.client.api.ServerException;
import java.sql.Connection;
import java.sql.SQLException;
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

    private static final Logger LOG = LoggerFactory.getLogger(QueryRetry.class);

    /** For as long as a restart may take. */
    public static QueryRetry of(ClickHouseEndpoint endpoint) {
        return new QueryRetry(endpoint, RESTART);
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
        Backoff backoff = new Backoff(timeout);
        while (true) {
            try (Connection connection = endpoint.connect()) {
                return work.on(connection);
            } catch (SQLException failure) {
                if (isAnswer(failure)) {
                    throw failure;
                }
                if (!backoff.await()) {
                    throw new SQLException(
                            "ClickHouse " + endpoint + " has not answered for " + timeout.toSeconds() + " s", failure);
                }
                LOG.info("ClickHouse {} does not answer and is asked again", endpoint, failure);
            }
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
