package dev.crmpulse.soak.cluster;

import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.JobID;

/** Everything the job needs, each part in processes of its own, and the job jar submitted to it as anybody would. */
public final class LocalCluster implements AutoCloseable {
    private static final int EVENT_PARTITIONS = 3;

    private final ClusterDirectory directory;
    private final ClickHouseProcess clickHouse;
    private final KafkaProcess kafka;
    private final FlinkCluster flink;

    private LocalCluster(
            ClusterDirectory directory, ClickHouseProcess clickHouse, KafkaProcess kafka, FlinkCluster flink) {
        this.directory = directory;
        this.clickHouse = clickHouse;
        this.kafka = kafka;
        this.flink = flink;
    }

    /** The jar that {@code mvn package} makes for {@code flink run}; it may not be there. */
    public static Path jobJar() {
        return ProjectFiles.root().resolve("jobs/target/crm-pulse-job.jar");
    }

    /** Starts all processes, and makes topics, tables and the job's configuration. */
    public static LocalCluster start(ClusterDirectory directory, ClusterSettings settings) throws Exception {
        directory.create();
        Deque<Runnable> started = new ArrayDeque<>();
        try {
            ClickHouseProcess clickHouse = ClickHouseProcess.start(directory.root());
            started.push(clickHouse::close);
            KafkaProcess kafka = KafkaProcess.start(directory);
            started.push(kafka::close);
            FlinkCluster flink = FlinkCluster.start(directory, settings);
            started.push(flink::close);
            LocalCluster cluster = new LocalCluster(directory, clickHouse, kafka, flink);
            cluster.setUp();
            started.clear();
            return cluster;
        } finally {
            started.forEach(Runnable::run);
        }
    }

    private void setUp() throws Exception {
        try (TopicAdmin topics = new TopicAdmin(kafka.endpoint())) {
            topics.createTopics(EVENT_PARTITIONS);
        }
        QueryRetry.of(clickHouse()).call(connection -> new Migrations(connection, Metrics.ALL).apply());
        Files.writeString(directory.jobConfiguration(), """
                kafka: {bootstrap_servers: "%s"}
                clickhouse: {url: "%s", user: %s, password: "%s"}
                horizon: {ticks: 1 s, allowance: 1 s}
                """.formatted(
                        kafka.endpoint().bootstrapServers(),
                        clickHouse().url(),
                        clickHouse().user(),
                        clickHouse().password()));
    }

    public FlinkCluster flink() {
        return flink;
    }

    public KafkaProcess kafka() {
        return kafka;
    }

    public ClickHouseProcess clickHouseProcess() {
        return clickHouse;
    }

    /** Where ClickHouse is reached. */
    public ClickHouseEndpoint clickHouse() {
        return ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret());
    }

    /**
     * Submits all timelines with {@code flink run}.
     *
     * @param from savepoint or checkpoint to go on from
     */
    public JobID submit(int parallelism, Optional<Path> from) throws IOException, InterruptedException {
        return submit(jobJar(), parallelism, from);
    }

    /** The same with another jar, such as that of another release. */
    public JobID submit(Path jar, int parallelism, Optional<Path> from) throws IOException, InterruptedException {
        return flink.run(new Submission(
                jar,
                parallelism,
                from,
                List.of("all", "--config", directory.jobConfiguration().toString())));
    }

    /** Stops the job in order, notes that its run is over, and returns where its savepoint lies. */
    public Path stop(JobID job) throws IOException, InterruptedException, SQLException {
        Path savepoint = flink.stop(job);
        try (Connection connection = clickHouse().connect()) {
            Runs runs = new Runs(connection);
            OptionalLong run = runs.alive(Timelines.NAMES);
            if (run.isPresent()) {
                runs.end(run.getAsLong());
            }
        }
        return savepoint;
    }

    @Override
    public void close() {
        try (clickHouse;
                kafka;
                flink) {
            // all are closed, the last one started first
        }
    }
}
