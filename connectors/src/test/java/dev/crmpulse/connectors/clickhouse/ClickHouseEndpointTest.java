package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.jdbc.Driver;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ClickHouseEndpointTest {
    /** What it keeps outlives the job: its classes would fill a TaskManager that runs one job after another. */
    @Test
    void theDriverManagerKeepsNoDriver() throws SQLException {
        try (Connection connection = ClickHouseEndpoint.local(1, "").connect()) {
            assertThat(connection.isClosed()).isFalse();
        }

        assertThat(DriverManager.drivers()).noneMatch(Driver.class::isInstance);
    }
}
