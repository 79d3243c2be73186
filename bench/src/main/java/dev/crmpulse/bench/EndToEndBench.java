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
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
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
 * Measures what events cost on their way through the pipeline, all paths in one run, so that their ratios hold on a shared and
 * noisy machine. Everything, Kafka and ClickHouse too, runs on the same cores.
 */
final class EndToEndBench {
    private static final int PARTITIONS = 2;
    private static final int PARALLELISM = 2;
    private static final int ONE_LEAD_EVENTS = 50_000;
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    private final LocalStack stack;
    private final PrintStream out;

    EndToEndBench(LocalStack stack, PrintStream out) {
        this.stack = stack;
        this.out = out;
    }

    void run(BenchOptions options) throws Exception {
        for (HistoryShape shape : List.of(options.mixed(), HistoryShape.inOrder())) {
            int[] leads = new int[1];
            publish(to -> leads[0] = BenchEvents.make(options.events(), shape, to));
            out.printf(
                    Locale.ROOT,
                    "%n%s: %,d events of %,d leads%s%n",
                    shape.isMixed() ? "mixed" : "in order",
                    options.events(),
                    leads[0],
                    shape.isMixed() ? ", " + shape.irregularities() : "");
            Measurement.printHeader(out);
            List<BenchPath> paths = Arrays.stream(BenchPath.values())
                    .filter(path -> path.title().contains(options.only()))
                    .toList();
            for (int round = 0; round <= options.rounds(); round++) {
                for (BenchPath path : paths) {
                    Measurement measured = measure(path, options.events());
                    measured.print(out, (round == 0 ? "cold " : "     ") + path.title());
                }
            }
        }
        publish(to -> BenchEvents.makeOneLead(ONE_LEAD_EVENTS, to));
        for (BenchPath path : List.of(BenchPath.ALL_HEAP, BenchPath.ALL_ROCKSDB)) {
            String title =
                    String.format(Locale.ROOT, "     one lead of %,d events, %s", ONE_LEAD_EVENTS, path.backend());
            if (title.contains(options.only())) {
                measure(path, ONE_LEAD_EVENTS).print(out, title);
            }
        }
        out.println();
        out.println(
                "CPU: user and system time, of Kafka and Flink together less the compilers' of the JVM, and of ClickHouse;");
        out.println("it holds on a busy machine too. cold: the first round, in which the JVM warms up.");
    }

    private long clickHouseNanos() {
        return ProcessHandle.of(stack.clickHouse().pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private interface Maker {
        void make(BiConsumer<String, byte[]> to);
    }

    private void publish(Maker maker) throws Exception {
        try (TopicAdmin topics = new TopicAdmin(stack.kafka());
                EventPublisher publisher = new EventPublisher(stack.kafka())) {
            topics.deleteTopics();
            topics.createTopics(PARTITIONS);
            maker.make(publisher::event);
            publisher.flush();
        }
    }

    private Measurement measure(BenchPath path, int events) throws Exception {
        Path directory = stack.directory().state().resolve("bench");
        JobCounters.forget();
        try (EmbeddedFlink flink = EmbeddedFlink.start(
                new FlinkSettings(
                        PARALLELISM,
                        path.backend(),
                        CHECKPOINT_INTERVAL,
                        0,
                        0,
                        0,
                        directory,
                        stack.directory().temporary()),
                JobCounters.OPTIONS)) {
            StreamExecutionEnvironment environment = flink.environment();
            layOut(path, environment);
            long started = System.nanoTime();
            ProcessCpu cpuStarted = ProcessCpu.now();
            long clickHouseStarted = clickHouseNanos();
            JobID job = flink.submit(environment, path.title(), Optional.empty());
            JobStatus status = flink.result(job);
            if (status != JobStatus.FINISHED) {
                throw new IllegalStateException(
                        path.title() + " ended as " + status, flink.failure(job).orElse(null));
            }
            return new Measurement(
                    events,
                    System.nanoTime() - started,
                    ProcessCpu.now().netNanosSince(cpuStarted),
                    clickHouseNanos() - clickHouseStarted,
                    JobCounters.sum("timeline", "refolds"),
                    JobCounters.sum("timeline", "numRecordsOut"),
                    JobCounters.sum("roll-up", "numRecordsIn"),
                    JobCounters.sum("roll-up", "numRecordsOut"));
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
