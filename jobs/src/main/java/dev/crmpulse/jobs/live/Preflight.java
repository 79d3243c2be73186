package dev.crmpulse.jobs.live;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.clickhouse.TableGuard;
import dev.crmpulse.connectors.clickhouse.UnsafeDatabaseException;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.Permissions;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.jobs.config.LiveConfig;
import dev.crmpulse.jobs.table.Tables;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/** Looks at Kafka and ClickHouse before a job begins, so that what is wrong is said in one line and no data move. */
public final class Preflight {
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Oldest release whose views and table settings are those relied on. */
    private static final int OLDEST_YEAR = 25;

    private static final int OLDEST_RELEASE = 8;

    /** What a job does there. */
    private static final List<String> GRANTS =
            List.of("SELECT ON crm_store.*", "INSERT ON crm_store.*", "SELECT ON crm.*");

    /** What somebody does beside that who replaces tables by such as never held a person. */
    private static final List<String> GRANTS_TO_ERASE =
            List.of("CREATE TABLE ON crm_store.*", "DROP TABLE ON crm_store.*");

    private Preflight() {}

    /** Checks that brokers answer, let a job in and do what it will ask, and have all topics. */
    public static void kafka(LiveConfig config) throws PreflightException, InterruptedException {
        kafka(config.kafka(), RequiredPermissions.ofJob(config));
    }

    /** The same for whoever delivers alerts to webhooks, as a consumer group. */
    public static void notifier(KafkaEndpoint kafka, String consumerGroup)
            throws PreflightException, InterruptedException {
        kafka(kafka, RequiredPermissions.ofNotifier(consumerGroup));
    }

    /** Checks that brokers answer, let this client in and have all topics. */
    public static void kafka(KafkaEndpoint kafka) throws PreflightException, InterruptedException {
        kafka(kafka, RequiredPermissions.toSeeAll());
    }

    private static void kafka(KafkaEndpoint kafka, Permissions needed) throws PreflightException, InterruptedException {
        try (TopicAdmin admin = new TopicAdmin(kafka, TIMEOUT)) {
            Set<String> missing = new TreeSet<>(needed.topics().keySet());
            missing.removeAll(admin.topics());
            if (!missing.isEmpty()) {
                throw new PreflightException(
                        "topic " + String.join(", ", missing) + " is missing at Kafka " + kafka
                                + ": create it, or run crm-pulse migrate --topics; where it is there, this client has no permission on it");
            }
            List<String> lacking = admin.lacking(needed);
            if (!lacking.isEmpty()) {
                throw new PreflightException("Kafka " + kafka + " let this client in, but does not allow it "
                        + String.join(", ", lacking) + "; docs/operations.md lists what each user needs");
            }
        } catch (KafkaException unusable) {
            throw KafkaErrors.of(kafka, unusable);
        } catch (ExecutionException failure) {
            throw KafkaErrors.of(kafka, failure.getCause());
        }
    }

    /** Checks that ClickHouse answers, lets this user in and do what is asked, is new enough and has all tables and views. */
    public static void clickHouse(ClickHouseEndpoint clickHouse) throws Exception {
        clickHouse(clickHouse, GRANTS);
    }

    /** The same for whoever erases persons from its tables. */
    public static void eraser(ClickHouseEndpoint clickHouse) throws Exception {
        clickHouse(
                clickHouse,
                Stream.concat(GRANTS.stream(), GRANTS_TO_ERASE.stream()).toList());
    }

    private static void clickHouse(ClickHouseEndpoint clickHouse, List<String> grants) throws Exception {
        try {
            QueryRetry.ofAnswering(clickHouse).call(connection -> {
                check(connection, clickHouse, grants);
                return clickHouse;
            });
        } catch (UnsafeDatabaseException unsafe) {
            throw new PreflightException(unsafe.getMessage(), unsafe);
        } catch (SQLException failure) {
            throw ClickHouseErrors.of(clickHouse, failure);
        }
    }

    private static void check(Connection connection, ClickHouseEndpoint clickHouse, List<String> grants)
            throws Exception {
        checkVersion(connection, clickHouse);
        checkGrants(connection, clickHouse, grants);
        List<String> pending = new Migrations(connection, Metrics.ALL).pending();
        if (!pending.isEmpty()) {
            throw new PreflightException("ClickHouse " + clickHouse + " lacks " + pending.get(0)
                    + (pending.size() > 1 ? " and " + (pending.size() - 1) + " more" : "")
                    + ": run crm-pulse migrate first");
        }
        new TableGuard(connection).check(Tables.ALL);
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

    private static void checkGrants(Connection connection, ClickHouseEndpoint clickHouse, List<String> grants)
            throws SQLException, PreflightException {
        List<String> lacking = new ArrayList<>();
        for (String grant : grants) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("CHECK GRANT " + grant)) {
                row.next();
                if (!row.getBoolean(1)) {
                    lacking.add(grant);
                }
            }
        }
        if (!lacking.isEmpty()) {
            throw new PreflightException("ClickHouse " + clickHouse + " let this user in, but does not grant "
                    + String.join(", ", lacking) + "; docs/operations.md lists what each user needs");
        }
    }
}
