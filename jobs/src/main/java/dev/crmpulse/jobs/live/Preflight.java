package dev.crmpulse.jobs.live;

import com.clickhouse.client.api.ServerException;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.TableGuard;
import dev.crmpulse.connectors.clickhouse.UnsafeDatabaseException;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.jobs.wire.Tables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Looks at Kafka and ClickHouse before a job begins, so that what is wrong is said in one line and no data move. */
public final class Preflight {
    /** Oldest release whose views and table settings are those relied on. */
    private static final int OLDEST_YEAR = 25;

    private static final int OLDEST_RELEASE = 8;
    private static final Set<Integer> SIGN_IN_REFUSED = Set.of(192, 193, 516);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Preflight() {}

    /** Checks that brokers answer, let this client in and have all topics. */
    public static void kafka(KafkaEndpoint kafka) throws PreflightException, InterruptedException {
        Set<String> missing;
        try (TopicAdmin admin = new TopicAdmin(kafka, PATIENCE)) {
            missing = new TreeSet<>(TopicAdmin.ALL);
            missing.removeAll(admin.topics());
        } catch (KafkaException unusable) {
            throw refused(kafka, unusable);
        } catch (ExecutionException failure) {
            throw refused(kafka, failure.getCause());
        }
        if (!missing.isEmpty()) {
            throw new PreflightException("topic " + String.join(", ", missing) + " is missing at Kafka " + kafka
                    + ": create it, or run crm-pulse migrate --topics");
        }
    }

    private static PreflightException refused(KafkaEndpoint kafka, Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            if (link instanceof AuthenticationException) {
                return new PreflightException(
                        "Kafka " + kafka + " refused the sign-in: check sasl.* and ssl.* under kafka.properties",
                        cause);
            }
            if (link instanceof AuthorizationException) {
                return new PreflightException(
                        "Kafka " + kafka + " let this client in but not look at its topics: grant it Describe and"
                                + " Read on crm.*, and Write on all but crm.policies",
                        cause);
            }
        }
        return new PreflightException(
                "Kafka " + kafka + " cannot be reached within " + PATIENCE.toSeconds()
                        + " s: check kafka.bootstrap_servers, and security.protocol where it wants TLS",
                cause);
    }

    /** Checks that ClickHouse answers, lets this user in, is new enough and has all tables and views. */
    public static void clickHouse(ClickHouseEndpoint clickHouse) throws PreflightException {
        try (Connection connection = clickHouse.connect()) {
            checkVersion(connection, clickHouse);
            List<String> pending = new Migrations(connection).pending();
            if (!pending.isEmpty()) {
                throw new PreflightException("ClickHouse " + clickHouse + " lacks " + pending.get(0)
                        + (pending.size() > 1 ? " and " + (pending.size() - 1) + " more" : "")
                        + ": run crm-pulse migrate first");
            }
            new TableGuard(connection).check(Tables.ALL);
        } catch (UnsafeDatabaseException unsafe) {
            throw new PreflightException(unsafe.getMessage(), unsafe);
        } catch (SQLException failure) {
            throw refused(clickHouse, failure);
        }
    }

    private static void checkVersion(Connection connection, ClickHouseEndpoint clickHouse)
            throws SQLException, PreflightException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version()")) {
            row.next();
            requireNewEnough(clickHouse, row.getString(1));
        }
    }

    static void requireNewEnough(ClickHouseEndpoint clickHouse, String version) throws PreflightException {
        String[] parts = version.split("\\.", 3);
        int year = Integer.parseInt(parts[0]);
        int release = Integer.parseInt(parts[1]);
        if (year < OLDEST_YEAR || (year == OLDEST_YEAR && release < OLDEST_RELEASE)) {
            throw new PreflightException("ClickHouse " + clickHouse + " is release " + version + ", too old: "
                    + OLDEST_YEAR + '.' + OLDEST_RELEASE + " or newer is needed");
        }
    }

    private static PreflightException refused(ClickHouseEndpoint clickHouse, SQLException failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (link instanceof ServerException server) {
                return SIGN_IN_REFUSED.contains(server.getCode())
                        ? new PreflightException(
                                "ClickHouse " + clickHouse + " refused the sign-in: check clickhouse.user and password",
                                failure)
                        : new PreflightException(
                                "ClickHouse " + clickHouse + " refuses: "
                                        + server.getMessage()
                                                .lines()
                                                .findFirst()
                                                .orElse(""),
                                failure);
            }
        }
        return new PreflightException(
                "ClickHouse " + clickHouse + " cannot be reached: check clickhouse.url, and that it is up", failure);
    }
}
