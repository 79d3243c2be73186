package dev.crmpulse.jobs.live;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Releases of ClickHouse; what else is looked at is tried against running servers, end to end. */
class PreflightTest {
    private static final ClickHouseEndpoint HERE = new ClickHouseEndpoint("http://c:8123", "writer", "s3cret", "");

    @ParameterizedTest
    @ValueSource(strings = {"25.8.1.1", "25.10.2.65", "26.1.3", "26.7.2.1"})
    void newReleasesAreTaken(String version) {
        assertThatCode(() -> Preflight.requireNewEnough(HERE, version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"25.7.9.1", "24.12.1.1", "23.8"})
    void oldOnesAreRefused(String version) {
        assertThatThrownBy(() -> Preflight.requireNewEnough(HERE, version))
                .hasMessage("ClickHouse http://c:8123 as writer is release " + version
                        + ", too old: 25.8 or newer is needed");
    }

    @Test
    void aServerThatIsNotThereIsReported() {
        ClickHouseEndpoint nowhere = new ClickHouseEndpoint("http://127.0.0.1:1", "writer", "s3cret", "");

        assertThatThrownBy(() -> Preflight.clickHouse(nowhere))
                .isInstanceOf(PreflightException.class)
                .hasMessage("ClickHouse http://127.0.0.1:1 as writer cannot be reached: check clickhouse.url, https://"
                        + " where it wants TLS, and that it is up");
    }
}
