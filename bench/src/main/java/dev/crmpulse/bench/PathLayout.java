package dev.crmpulse.bench;

import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.kafka.HorizonWatermarks;
import dev.crmpulse.connectors.kafka.ParsedRecordDeserializer;
import dev.crmpulse.connectors.kafka.Topics;
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
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Crm-pulse's own paths as jobs. */
record PathLayout(LocalStack stack) {
    /** The path as a job to be measured. */
    MeasuredJob job(BenchPath path) {
        return job(path.title(), path);
    }

    /** The same under another title. */
    MeasuredJob job(String title, BenchPath path) {
        return new MeasuredJob(title, path.backend(), environment -> layOut(path, records -> records, environment));
    }

    /** The same, with events that arrive over many checkpoints. */
    MeasuredJob job(String title, BenchPath path, Pace pace) {
        return new MeasuredJob(
                title,
                path.backend(),
                pace.checkpointInterval(),
                environment ->
                        layOut(path, records -> records.filter(pace.gate()).name("pace"), environment));
    }

    private void layOut(
            BenchPath path, UnaryOperator<DataStream<ParsedRecord>> arrival, StreamExecutionEnvironment environment)
            throws Exception {
        switch (path) {
            case BYTES ->
                environment
                        .fromSource(
                                new BenchTopic(stack.kafka())
                                        .source(KafkaRecordDeserializationSchema.valueOnly(new BytesSchema())),
                                WatermarkStrategy.noWatermarks(),
                                Topics.EVENTS)
                        .sinkTo(new DiscardingSink<>());
            case PARSE -> arrival.apply(records(environment)).sinkTo(new DiscardingSink<>());
            case THREE_HEAP, THREE_ROCKSDB, ALL_HEAP, ALL_ROCKSDB -> {
                Streams streams = evaluated(arrival.apply(records(environment)), path.timelines());
                streams.changes().values().forEach(changes -> changes.sinkTo(new DiscardingSink<>()));
                streams.journals().sinkTo(new DiscardingSink<>());
            }
            case THREE_CLICKHOUSE_HEAP, THREE_CLICKHOUSE_ROCKSDB, ALL_CLICKHOUSE_HEAP, ALL_CLICKHOUSE_ROCKSDB ->
                Pipeline.write(
                        evaluated(arrival.apply(records(environment)), path.timelines()), config(path.timelines()));
        }
    }

    private DataStream<ParsedRecord> records(StreamExecutionEnvironment environment) {
        return environment.fromSource(
                new BenchTopic(stack.kafka())
                        .source(new ParsedRecordDeserializer(IntakeRules.replay(), ParsedRecordSerializer.TYPE)),
                HorizonWatermarks.ofReplay(),
                Topics.EVENTS,
                ParsedRecordSerializer.TYPE);
    }

    private Streams evaluated(DataStream<ParsedRecord> records, List<Timeline> timelines) {
        return TimelineJob.define(records, timelines, Retention.REPLAY, PolicyFeed.of(Policies.NONE));
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
}
