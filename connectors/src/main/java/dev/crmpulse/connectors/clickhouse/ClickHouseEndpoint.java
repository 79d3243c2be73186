package dev.crmpulse.connectors.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.jdbc.Driver;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;

/**
 * Where ClickHouse answers, and as whom.
 *
 * @param url such as {@code http://127.0.0.1:8123}
 * @param user name of the user, {@code default} if none is set up
 * @param password never shown
 * @param caCertificate file of the certificate that the server's is checked by, empty for those the system trusts
 */
public record ClickHouseEndpoint(String url, String user, String password, String caCertificate)
        implements Serializable {
    /** For how long a session waits for its next statement, of at most 3,600 s. */
    private static final String SESSION_SECONDS = "600";

    private static final Driver DRIVER = unregisteredDriver();

    /**
     * The server of a data directory, as the user that may write.
     *
     * @param secret of the data directory
     */
    public static ClickHouseEndpoint local(int port, String secret) {
        return new ClickHouseEndpoint("http://127.0.0.1:" + port, "writer", secret, "");
    }

    /** The server of a data directory, as anybody on this machine, who may read. */
    public static ClickHouseEndpoint localReader(int port) {
        return new ClickHouseEndpoint("http://127.0.0.1:" + port, "default", "", "");
    }

    /** Opens a JDBC connection for migrations and queries. */
    public Connection connect() throws SQLException {
        return connect(new Properties());
    }

    /**
     * Opens a JDBC connection with a session of its own: temporary tables and settings last as long as it, and one
     * statement at a time is answered.
     */
    public Connection connectSession() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(
                "clickhouse_setting_session_id", UUID.randomUUID().toString());
        properties.setProperty("clickhouse_setting_session_timeout", SESSION_SECONDS);
        return connect(properties);
    }

    private Connection connect(Properties properties) throws SQLException {
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        if (!caCertificate.isEmpty()) {
            properties.setProperty("sslrootcert", caCertificate);
        }
        return DRIVER.connect("jdbc:clickhouse:" + url, properties);
    }

    /** The driver manager of a TaskManager would keep it, and with it all classes of a job that has long ended. */
    private static Driver unregisteredDriver() {
        Driver driver = new Driver();
        Driver.unload();
        return driver;
    }

    /** A client for inserts. */
    Client client() {
        Client.Builder builder = new Client.Builder()
                .addEndpoint(url)
                .setUsername(user)
                .setPassword(password)
                .setMaxRetries(0);
        if (!caCertificate.isEmpty()) {
            builder.setRootCertificate(caCertificate);
        }
        return builder.build();
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
