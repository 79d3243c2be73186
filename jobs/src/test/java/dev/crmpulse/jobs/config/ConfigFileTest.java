package dev.crmpulse.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.yaml.Substitution;
import dev.crmpulse.connectors.yaml.YamlException;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "broker-1:9093,broker-2:9093",
            "CLICKHOUSE_URL", "https://clickhouse:8443",
            "CLICKHOUSE_USER", "writer",
            "CLICKHOUSE_PASSWORD", "s3cret",
            "KAFKA_PASSWORD", "hunter2");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("crm-pulse.yaml");
    }

    @Test
    void whatIsLeftOutIsAsUsual() throws IOException {
        ConfigFile config = read("""
                kafka: {bootstrap_servers: "localhost:9092"}
                clickhouse: {url: "http://localhost:8123"}
                """);

        LiveConfig live = config.live(List.of(Timelines.CUSTOMER, Timelines.PEOPLE));
        assertThat(live.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(live.consumerGroup()).isEqualTo("crm-pulse-customer-people");
        assertThat(live.clickHouse()).hasToString("http://localhost:8123 as default");
        assertThat(live.tenants()).isEmpty();
        assertThat(live.eventTime()).isEqualTo(EventTimeConfig.USUAL);
        assertThat(config.flink()).isEqualTo(new ConfigFile.FlinkSection(2, "rocksdb", Duration.ofSeconds(2), 0, 0));
    }

    @Test
    void everyPartCanBeGiven() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "s3cret\n");
        Files.writeString(directory.resolve("tenants.yaml"), """
                tenants:
                  acme: {zone: Asia/Shanghai, calendar: cn-office, currency: CNY, minimum_n: 30}
                """);
        ConfigFile config = read("""
                kafka:
                  bootstrap_servers: ${KAFKA_BOOTSTRAP_SERVERS}
                  consumer_group: pulse
                  properties:
                    security.protocol: SASL_SSL
                    sasl.jaas.config: Login required password="${KAFKA_PASSWORD}";
                clickhouse:
                  url: ${CLICKHOUSE_URL}
                  user: ${CLICKHOUSE_USER}
                  password: ${file:%s}
                  ca_certificate: /etc/ca.pem
                tenants: tenants.yaml
                horizon: {ticks: 2 s, allowance: 1 min}
                flink: {parallelism: 4, state: heap, checkpoint_interval: 10 s, web_port: 8081, prometheus_port: 9249}
                page: {port: 8090, user: reader, password: r3ader}
                """.formatted(secret));

        assertThat(config.requireKafka().properties())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.jaas.config", "Login required password=\"hunter2\";");
        assertThat(config.consumerGroup()).isEqualTo("pulse");
        assertThat(config.requireClickHouse().password()).isEqualTo("s3cret");
        assertThat(config.requireClickHouse().caCertificate()).isEqualTo("/etc/ca.pem");
        assertThat(config.tenants().names()).containsExactly("acme");
        assertThat(config.tenants().profiles().get("acme").zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(config.tenants().profiles().get("acme").minimumN()).isEqualTo(30);
        assertThat(config.eventTime())
                .isEqualTo(
                        new EventTimeConfig(EventTimeConfig.Ticks.OWN, Duration.ofSeconds(2), Duration.ofMinutes(1)));
        assertThat(config.flink())
                .isEqualTo(new ConfigFile.FlinkSection(4, "heap", Duration.ofSeconds(10), 8081, 9249));
        assertThat(config.page().port()).isEqualTo(8090);
        assertThat(config.page().reader().user()).isEqualTo("reader");
        assertThat(config.page().reader().password()).isEqualTo("r3ader");
        assertThat(config.page().reader().caCertificate()).isEqualTo("/etc/ca.pem");
    }

    @Test
    void thePageAsksAsTheJobUnlessAnotherUserIsNamed() throws IOException {
        String clickHouse = "clickhouse: {url: 'http://c:8123', user: job, password: j, ca_certificate: /etc/ca.pem}\n";

        assertThat(read(clickHouse).page()).isNull();
        assertThat(read(clickHouse + "page: {}").page())
                .isEqualTo(new ConfigFile.PageSection(
                        0, new ClickHouseEndpoint("http://c:8123", "job", "j", "/etc/ca.pem")));
        assertThat(read(clickHouse + "page: {port: 8090, user: reader}").page())
                .isEqualTo(new ConfigFile.PageSection(
                        8090, new ClickHouseEndpoint("http://c:8123", "reader", "", "/etc/ca.pem")));
    }

    @Test
    void noSecretIsShown() throws IOException {
        ConfigFile config = read("""
                kafka: {bootstrap_servers: "b:1", properties: {sasl.jaas.config: "${KAFKA_PASSWORD}"}}
                clickhouse: {url: "http://c:8123", password: "${CLICKHOUSE_PASSWORD}"}
                page: {user: reader, password: "${CLICKHOUSE_PASSWORD}"}
                """);

        assertThat(config.toString()).doesNotContain("hunter2", "s3cret");
        assertThat(config.live(Timelines.ALL).toString()).doesNotContain("hunter2", "s3cret");
    }

    @Test
    void somebodyElseMayTick() throws IOException {
        assertThat(read("horizon: {ticks: others}").eventTime().ticks()).isEqualTo(EventTimeConfig.Ticks.OTHERS);
        assertThat(read("horizon: {ticks: none}").eventTime().ticks()).isEqualTo(EventTimeConfig.Ticks.NOBODY);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    kafk: {}                                          | 1: unknown field 'kafk' in the configuration, did you mean 'kafka'?
                    kafka: {bootstrap: b}                             | 1: unknown field 'bootstrap' in 'kafka'
                    kafka: {}                                         | 1: 'kafka' needs 'bootstrap_servers'
                    clickhouse: {url: "clickhouse:8443"}              | 1: 'url' is no address of ClickHouse's HTTP interface; write such as https://host:8443
                    clickhouse: {url: "${NOWHERE}"}                   | 1: environment variable NOWHERE is not set
                    clickhouse: {url: "${no name}"}                   | 1: '${no name}' is no reference; write ${NAME} or ${file:PATH}
                    horizon: {allowance: soon}                        | 1: 'allowance' is a length of time such as 5 s
                    flink: {state: tape}                              | 1: 'state' is heap or rocksdb, not 'tape'
                    flink: {parallelism: 0}                           | 1: 'parallelism' is 1 or more
                    page: {port: 8090}                                | 1: the configuration needs 'clickhouse'
                    flink: {parallelism: two}                         | 1: 'parallelism' is a whole number, not 'two'
                    """)
    void whatIsWrongIsReportedWithItsLine(String yaml, String message) throws IOException {
        Files.writeString(file, yaml);

        assertThatThrownBy(() -> ConfigFile.read(file, new Substitution(ENVIRONMENT::get)))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith(file + ":" + message);
    }

    @Test
    void aFileOfASecretThatIsNotThereIsReported() throws IOException {
        Files.writeString(file, "clickhouse:\n  url: http://c:8123\n  password: ${file:/run/secrets/none}\n");

        assertThatThrownBy(() -> ConfigFile.read(file, new Substitution(ENVIRONMENT::get)))
                .hasMessage(file + ":3: file /run/secrets/none cannot be read: make it, or take the reference out");
    }

    @Test
    void aPartThatAJobNeedsIsAskedFor() throws IOException {
        ConfigFile config = read("kafka: {bootstrap_servers: b}");

        assertThatThrownBy(() -> config.live(Timelines.ALL))
                .hasMessage(file + ":1: part 'clickhouse' with 'url' is missing");
    }

    @Test
    void aTenantInAnUnknownZoneIsReported() throws IOException {
        Files.writeString(directory.resolve("tenants.yaml"), "tenants:\n  acme: {zone: Asia/Shangai}\n");
        Files.writeString(file, "tenants: tenants.yaml");

        assertThatThrownBy(() -> ConfigFile.read(file, new Substitution(ENVIRONMENT::get)))
                .hasMessageContaining("tenants.yaml:2: unknown zone 'Asia/Shangai'")
                .hasMessageContaining("Asia/Shanghai");
    }

    @Test
    void theSampleIsAConfiguration() {
        Path sample = Path.of("..", "deploy", "config", "crm-pulse.yaml");

        ConfigFile config = ConfigFile.read(sample, new Substitution(ENVIRONMENT::get));

        assertThat(config.live(Timelines.ALL).tenants()).isNotEmpty();
        assertThat(config.flink()).isEqualTo(ConfigFile.FlinkSection.USUAL);
        assertThat(config.eventTime()).isEqualTo(EventTimeConfig.USUAL);
    }

    private ConfigFile read(String yaml) throws IOException {
        Files.writeString(file, yaml);
        return ConfigFile.read(file, new Substitution(ENVIRONMENT::get));
    }
}
