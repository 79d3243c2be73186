package dev.crmpulse.jobs.config;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.yaml.Substitution;
import dev.crmpulse.connectors.yaml.YamlException;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import dev.crmpulse.engine.policy.Span;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.config.EventTimeConfig.Ticks;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The file that {@code --config} names.
 *
 * @param kafka null where the file has no such part, and so for the others
 * @param consumerGroup group under which offsets are committed; the names of timelines are added
 * @param page null where the file has no such part: no boards are shown
 * @param reconciliation null where nothing is recomputed beside the job
 * @param flink how {@code run} starts Flink in its own process; a cluster has its own settings
 */
public record ConfigFile(
        Place place,
        KafkaEndpoint kafka,
        String consumerGroup,
        ClickHouseEndpoint clickHouse,
        TenantsFile tenants,
        EventTimeConfig eventTime,
        FlinkSection flink,
        PageSection page,
        ReconciliationSection reconciliation) {
    private static final List<String> PARTS =
            List.of("kafka", "clickhouse", "tenants", "horizon", "flink", "page", "reconcile");
    /** Who writes ticks, where it is not the job; else a length of time is given. */
    private static final Map<String, Ticks> WRITERS = Map.of("others", Ticks.OTHERS, "none", Ticks.NOBODY);

    /**
     * How Flink runs in the process of {@code run}.
     *
     * @param webPort 0 for any
     * @param prometheusPort 0 for none
     */
    public record FlinkSection(
            int parallelism, String state, Duration checkpointInterval, int webPort, int prometheusPort) {
        static final FlinkSection USUAL = new FlinkSection(2, "rocksdb", Duration.ofSeconds(2), 0, 0);
    }

    /**
     * How {@code run} shows the boards.
     *
     * @param port of this machine; 0 for any
     * @param reader whom the page asks ClickHouse as
     */
    public record PageSection(int port, ClickHouseEndpoint reader) {}

    /**
     * How much {@code run} recomputes beside the job.
     *
     * @param histories at most in each pass
     * @param days of tenants in each pass whose windows are compared, at most
     */
    public record ReconciliationSection(Duration every, int histories, int days) {
        static final ReconciliationSection USUAL = new ReconciliationSection(Duration.ofMinutes(5), 200, 8);
    }

    /**
     * Reads a file; environment variables and files of secrets are filled in.
     *
     * @throws YamlException saying the file, the line and what is wrong there
     */
    public static ConfigFile read(Path file) {
        return read(file, Substitution.ofProcess());
    }

    static ConfigFile read(Path file, Substitution substitution) {
        YamlNode root = substitution.fill(YamlNode.read(file, "configuration"));
        YamlFields written = YamlFields.of(root, "the configuration", PARTS);
        return new ConfigFile(
                written.place(),
                written.has("kafka") ? kafka(kafkaFields(written)) : null,
                written.has("kafka") ? kafkaFields(written).text("consumer_group", "crm-pulse") : "crm-pulse",
                written.has("clickhouse") ? clickHouse(written.required("clickhouse")) : null,
                tenants(file, written, substitution),
                written.has("horizon") ? eventTime(written.required("horizon")) : EventTimeConfig.USUAL,
                written.has("flink") ? flink(written.required("flink")) : FlinkSection.USUAL,
                written.has("page") ? page(written) : null,
                written.has("reconcile") ? reconciliation(written.required("reconcile")) : ReconciliationSection.USUAL);
    }

    /** The endpoint of Kafka, which must be given. */
    public KafkaEndpoint requireKafka() {
        if (kafka == null) {
            throw place.error("part 'kafka' with 'bootstrap_servers' is missing");
        }
        return kafka;
    }

    /** The endpoint of ClickHouse, which must be given. */
    public ClickHouseEndpoint requireClickHouse() {
        if (clickHouse == null) {
            throw place.error("part 'clickhouse' with 'url' is missing");
        }
        return clickHouse;
    }

    /** What a live job of these timelines works on; Kafka and ClickHouse must be given. */
    public LiveConfig live(List<Timeline> timelines) {
        String names = timelines.stream().map(Timeline::name).collect(Collectors.joining("-"));
        return new LiveConfig(
                requireKafka(),
                consumerGroup + '-' + names,
                requireClickHouse(),
                timelines,
                tenants.names(),
                eventTime);
    }

    private static YamlFields kafkaFields(YamlFields written) {
        return YamlFields.of(
                written.required("kafka"), "'kafka'", List.of("bootstrap_servers", "properties", "consumer_group"));
    }

    private static KafkaEndpoint kafka(YamlFields written) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (written.has("properties")) {
            YamlFields.anyOf(written.required("properties"), "'properties'")
                    .all()
                    .forEach((name, value) -> properties.put(
                            name, YamlFields.scalar(value, "'" + name + "'").text()));
        }
        return new KafkaEndpoint(written.requiredText("bootstrap_servers"), properties);
    }

    private static ClickHouseEndpoint clickHouse(YamlNode node) {
        YamlFields written = YamlFields.of(node, "'clickhouse'", List.of("url", "user", "password", "ca_certificate"));
        String url = written.requiredText("url");
        Place place = written.required("url").place();
        try {
            URI address = URI.create(url);
            if (address.getHost() == null || !List.of("http", "https").contains(address.getScheme())) {
                throw new IllegalArgumentException("no host");
            }
        } catch (IllegalArgumentException noAddress) {
            throw place.error("'url' is no address of ClickHouse's HTTP interface; write such as https://host:8443");
        }
        return new ClickHouseEndpoint(
                url,
                written.text("user", "default"),
                written.has("password") ? passwordOf(written) : "",
                written.text("ca_certificate", ""));
    }

    /** May be empty, where an environment fills in nothing for a user without one. */
    private static String passwordOf(YamlFields written) {
        return written.required("password") instanceof YamlNode.Scalar scalar
                ? scalar.text()
                : written.requiredText("password");
    }

    private static TenantsFile tenants(Path file, YamlFields written, Substitution substitution) {
        if (!written.has("tenants")) {
            return TenantsFile.ANY;
        }
        Path named = Path.of(written.requiredText("tenants"));
        Path directory = file.toAbsolutePath().getParent();
        return TenantsFile.read(directory.resolve(named), substitution);
    }

    private static EventTimeConfig eventTime(YamlNode node) {
        YamlFields written = YamlFields.of(node, "'horizon'", List.of("ticks", "allowance"));
        String ticks = written.text("ticks", "5 s");
        Ticks whose = WRITERS.getOrDefault(ticks, Ticks.OWN);
        return new EventTimeConfig(
                whose,
                whose == Ticks.OWN
                        ? duration(written, "ticks", EventTimeConfig.USUAL.tickEvery())
                        : EventTimeConfig.USUAL.tickEvery(),
                duration(written, "allowance", EventTimeConfig.USUAL.allowance()));
    }

    private static FlinkSection flink(YamlNode node) {
        YamlFields written = YamlFields.of(
                node, "'flink'", List.of("parallelism", "state", "checkpoint_interval", "web_port", "prometheus_port"));
        String state = written.text("state", FlinkSection.USUAL.state());
        if (!List.of("heap", "rocksdb").contains(state)) {
            throw written.required("state").place().error("'state' is heap or rocksdb, not '" + state + "'");
        }
        int parallelism = whole(written, "parallelism", FlinkSection.USUAL.parallelism());
        if (parallelism < 1) {
            throw written.required("parallelism").place().error("'parallelism' is 1 or more");
        }
        return new FlinkSection(
                parallelism,
                state,
                duration(written, "checkpoint_interval", FlinkSection.USUAL.checkpointInterval()),
                whole(written, "web_port", FlinkSection.USUAL.webPort()),
                whole(written, "prometheus_port", FlinkSection.USUAL.prometheusPort()));
    }

    private static PageSection page(YamlFields file) {
        YamlFields written = YamlFields.of(file.required("page"), "'page'", List.of("port", "user", "password"));
        ClickHouseEndpoint job = clickHouse(file.required("clickhouse"));
        if (written.has("password") && !written.has("user")) {
            throw written.place().error("'password' needs the 'user' it belongs to");
        }
        String password = written.has("password") ? passwordOf(written) : "";
        ClickHouseEndpoint reader = written.has("user")
                ? new ClickHouseEndpoint(job.url(), written.requiredText("user"), password, job.caCertificate())
                : job;
        return new PageSection(whole(written, "port", 0), reader);
    }

    private static ReconciliationSection reconciliation(YamlNode node) {
        YamlFields written = YamlFields.of(node, "'reconcile'", List.of("every", "histories", "days"));
        if (written.text("every", "").equals("none")) {
            return null;
        }
        int histories = whole(written, "histories", ReconciliationSection.USUAL.histories());
        if (histories < 1) {
            throw written.required("histories")
                    .place()
                    .error("'histories' is 1 or more; 'every: none' recomputes none");
        }
        return new ReconciliationSection(
                duration(written, "every", ReconciliationSection.USUAL.every()),
                histories,
                whole(written, "days", ReconciliationSection.USUAL.days()));
    }

    static int whole(YamlFields written, String name, int otherwise) {
        if (!written.has(name)) {
            return otherwise;
        }
        String text = written.requiredText(name);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw written.required(name).place().error("'" + name + "' is a whole number, not '" + text + "'");
        }
    }

    private static Duration duration(YamlFields written, String name, Duration otherwise) {
        if (!written.has(name)) {
            return otherwise;
        }
        String text = written.requiredText(name);
        try {
            return Duration.ofMillis(Span.parse(text).millis());
        } catch (IllegalArgumentException none) {
            throw written.required(name)
                    .place()
                    .error("'" + name + "' is a length of time such as 5 s: " + none.getMessage());
        }
    }
}
