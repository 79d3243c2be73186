package dev.crmpulse.connectors.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.jdbc.Driver;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

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
    private static final Driver DRIVER = unregisteredDriver();

    public static ClickHouseEndpoint local(int port) {
        return new ClickHouseEndpoint("http://127.0.0.1:" + port, "default", "", "");
    }

    /** Opens a JDBC connection for migrations and queries. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
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
