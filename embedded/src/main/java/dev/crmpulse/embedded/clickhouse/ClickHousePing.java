package dev.crmpulse.embedded.clickhouse;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.time.Duration;

/** Asks a server whether it answers. */
final class ClickHousePing {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private ClickHousePing() {}

    static boolean answers(ClickHouseEndpoint endpoint) {
        try {
            URL url = URI.create(endpoint.httpUrl() + "/ping").toURL();
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout((int) TIMEOUT.toMillis());
            connection.setReadTimeout((int) TIMEOUT.toMillis());
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            // Refused, reset or too late: it does not answer, which is what was asked.
            return false;
        }
    }
}
