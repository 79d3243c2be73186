package dev.crmpulse.bench;

import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.kafka.HorizonWatermarks;
import dev.crmpulse.connectors.kafka.ParsedRecordDeserializer;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.embedded.flink.EmbeddedFlink;
import dev.crmpulse.embedded.flink.FlinkSettings;
import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.Origin;
import dev.crmpulse.jobs.Pipeline;
import dev.crmpulse.jobs.PipelineConfig;
import dev.crmpulse.jobs.Streams;
import dev.crmpulse.jobs.TimelineJob;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.jobs.record.ParsedRecordSerializer;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Measures events a second through the pipeline, all in one run, so that their ratios hold on a shared and noisy machine.
 * Everything, Kafka and ClickHouse too, runs on the same cores.
 */
final class EndToEndBench {
    private static final int PARTITIONS = 2;
    private static final int PARALLELISM = 2;
    private static final int ONE_LEAD_EVENTS = 50_000;
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    private final LocalStack stack;
    private final PrintStream out;
    private final String only;

    /** @param only what the names of the measured paths contain; empty for all */
    EndToEndBench(LocalStack stack, PrintStream out, String only) {
        this.stack = stack;
        this.out = out;
        this.only = only;
    }

    void run(int events) throws Exception {
        publish(events, BenchEvents::make);
        out.printf(
                Locale.ROOT, "%-42s %12s %8s %14s %14s%n", "path", "events/s", "ratio", "CPU µs/event", "ClickHouse's");
        Speed parse = null;
        if (only.isEmpty()) {
            // these warm the Java machine up and are not shown
            measure(BenchPath.ALL_CLICKHOUSE_HEAP, events);
            measure(BenchPath.ALL_CLICKHOUSE_ROCKSDB, events);
            measure(BenchPath.PARSE, events);
        }
        for (BenchPath path : BenchPath.values()) {
            if (path.title().contains(only)) {
                Speed speed = measure(path, events);
                parse = path == BenchPath.PARSE ? speed : parse;
                print(path.title(), speed, parse);
            }
        }
        publish(ONE_LEAD_EVENTS, BenchEvents::makeOneLead);
        for (BenchPath path : List.of(BenchPath.ALL_HEAP, BenchPath.ALL_ROCKSDB)) {
            String title = String.format(Locale.ROOT, "one lead of %,d events, %s", ONE_LEAD_EVENTS, path.backend());
            if (title.contains(only)) {
                print(title, measure(path, ONE_LEAD_EVENTS), null);
            }
        }
        out.println("ratio: to Kafka → parse → discard of this run");
        out.println("CPU: of Kafka and Flink together, and of ClickHouse; it holds on a busy machine too");
    }

    /** How fast a path was, and what it cost. */
    private record Speed(double eventsPerSecond, double cpuMicrosPerEvent, double clickHouseMicrosPerEvent) {}

    private void print(String title, Speed speed, Speed parse) {
        String ratio =
                parse == null ? "" : String.format(Locale.ROOT, "%.2f", speed.eventsPerSecond / parse.eventsPerSecond);
        out.printf(
                Locale.ROOT,
                "%-42s %,12.0f %8s %14.2f %14.2f%n",
                title,
                speed.eventsPerSecond,
                ratio,
                speed.cpuMicrosPerEvent,
                speed.clickHouseMicrosPerEvent);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private long clickHouseNanos() {
        return ProcessHandle.of(stack.clickHouse().pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private interface Maker {
        void make(int events, BiConsumer<String, byte[]> to);
    }

    private void publish(int events, Maker maker) throws Exception {
        try (TopicAdmin topics = new TopicAdmin(stack.kafka());
                EventPublisher publisher = new EventPublisher(stack.kafka())) {
            topics.deleteTopics();
            topics.createTopics(PARTITIONS);
            maker.make(events, publisher::event);
            publisher.flush();
        }
    }

    private Speed measure(BenchPath path, int events) throws Exception {
        Path directory = stack.directory().state().resolve("bench");
        try (EmbeddedFlink flink = EmbeddedFlink.start(new FlinkSettings(
                PARALLELISM,
                path.backend(),
                CHECKPOINT_INTERVAL,
                0,
                0,
                0,
                directory,
                stack.directory().temporary()))) {
            StreamExecutionEnvironment environment = flink.environment();
            layOut(path, environment);
            long started = System.nanoTime();
            long cpuStarted = cpuNanos();
            long clickHouseStarted = clickHouseNanos();
            JobID job = flink.submit(environment, path.title(), Optional.empty());
            JobStatus status = flink.result(job);
            if (status != JobStatus.FINISHED) {
                throw new IllegalStateException(
                        path.title() + " ended as " + status, flink.failure(job).orElse(null));
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            return new Speed(
                    events / seconds,
                    (cpuNanos() - cpuStarted) / 1e3 / events,
                    (clickHouseNanos() - clickHouseStarted) / 1e3 / events);
        }
    }

    private void layOut(BenchPath path, StreamExecutionEnvironment environment) throws Exception {
        switch (path) {
            case BYTES ->
                environment
                        .fromSource(
                                bounded(KafkaRecordDeserializationSchema.valueOnly(new BytesSchema())),
                                org.apache.flink.api.common.eventtime.WatermarkStrategy.noWatermarks(),
                                Topics.EVENTS)
                        .sinkTo(new DiscardingSink<>());
            case PARSE -> records(environment).sinkTo(new DiscardingSink<>());
            case THREE_HEAP, THREE_ROCKSDB, ALL_HEAP, ALL_ROCKSDB -> {
                Streams streams = evaluated(environment, path.timelines());
                streams.changes().values().forEach(changes -> changes.sinkTo(new DiscardingSink<>()));
                streams.journals().sinkTo(new DiscardingSink<>());
            }
            case THREE_CLICKHOUSE_HEAP, THREE_CLICKHOUSE_ROCKSDB, ALL_CLICKHOUSE_HEAP, ALL_CLICKHOUSE_ROCKSDB ->
                Pipeline.write(evaluated(environment, path.timelines()), config(path.timelines()));
        }
    }

    private DataStream<ParsedRecord> records(StreamExecutionEnvironment environment) {
        return environment.fromSource(
                bounded(new ParsedRecordDeserializer(IntakeRules.replay(), ParsedRecordSerializer.TYPE)),
                HorizonWatermarks.ofReplay(),
                Topics.EVENTS,
                ParsedRecordSerializer.TYPE);
    }

    private Streams evaluated(StreamExecutionEnvironment environment, List<Timeline> timelines) {
        return TimelineJob.define(records(environment), timelines, Retention.REPLAY, PolicyFeed.of(Policies.NONE));
    }

    private <T> KafkaSource<T> bounded(KafkaRecordDeserializationSchema<T> deserializer) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(stack.kafka().bootstrapServers())
                .setTopics(Topics.EVENTS)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setProperty("max.poll.records", "2000")
                .setDeserializer(deserializer)
                .build();
    }

    private PipelineConfig config(List<Timeline> timelines) throws Exception {
        try (Connection connection = stack.endpoint().connect()) {
            new Migrations(connection, Metrics.ALL).apply();
            Runs runs = new Runs(connection);
            long run = runs.next();
            runs.begin(run, List.of("bench"), "bench");
            return new PipelineConfig(
                    Origin.history(stack.kafka()),
                    Origin.deadLetters(stack.kafka()),
                    stack.kafka(),
                    "crm-pulse-bench",
                    stack.endpoint(),
                    run,
                    timelines,
                    Retention.REPLAY,
                    HorizonWatermarks.ofReplay(),
                    PolicyFeed.of(Policies.NONE),
                    IntakeRules.replay(),
                    Duration.ofMinutes(1));
        }
    }

    /** Settings of the stack around the measured clusters; its own cluster stays idle. */
    static LocalStack.Settings settings() {
        return new LocalStack.Settings(1, StateBackend.HEAP, Duration.ofMinutes(10), 0, 0);
    }
}
