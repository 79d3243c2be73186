package dev.crmpulse.jobs;

import dev.crmpulse.connectors.clickhouse.ClickHouseSink;
import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.DeadLetterJournal;
import dev.crmpulse.connectors.cloudevents.EventJournal;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.kafka.DeadLetterDeserializer;
import dev.crmpulse.connectors.kafka.DeadLetterSerializer;
import dev.crmpulse.connectors.kafka.KafkaDeadLetters;
import dev.crmpulse.connectors.kafka.ParsedRecordDeserializer;
import dev.crmpulse.connectors.kafka.TopicSink;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.jobs.alert.AlertSerializer;
import dev.crmpulse.jobs.derived.DerivedEventSerializer;
import dev.crmpulse.jobs.record.DeadLetterTypeSerializer;
import dev.crmpulse.jobs.record.ParsedRecordSerializer;
import dev.crmpulse.jobs.table.TableRowSerializer;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Gives a timeline job its real ends: Kafka before it, ClickHouse and the dead letters behind. */
public final class Pipeline {
    /** The longest that brokers allow by default. What is not committed by then stands in the tables alone. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

    private Pipeline() {}

    public static void build(StreamExecutionEnvironment env, PipelineConfig config) {
        build(env, config, UnaryOperator.identity());
    }

    /**
     * The same where something else than the events moves event time.
     *
     * @param withClock adds a stream that does to that of events
     */
    public static void build(
            StreamExecutionEnvironment env, PipelineConfig config, UnaryOperator<DataStream<ParsedRecord>> withClock) {
        DataStream<ParsedRecord> records = env.fromSource(
                        source(
                                config,
                                config.events(),
                                Topics.EVENTS,
                                new ParsedRecordDeserializer(config.intake(), ParsedRecordSerializer.TYPE)),
                        config.horizon(),
                        Topics.EVENTS,
                        ParsedRecordSerializer.TYPE)
                .uid(config.events().uid());
        write(
                TimelineJob.define(withClock.apply(records), config.timelines(), config.retention(), config.policies()),
                config);
        if (RecordRouter.keepsTheRest(config.timelines())) {
            tableDeadLetters(env, config);
        }
    }

    /** Writes what a timeline job makes. */
    public static void write(Streams streams, PipelineConfig config) {
        ClickHouseSink clickHouse = clickHouse(config);
        streams.events()
                .map((MapFunction<ParsedRecord, TableRow>)
                        record -> TableRow.journal(EventJournal.TYPE, (ParsedEvent) record))
                .returns(TableRowSerializer.TYPE)
                .name("event rows")
                .uid("event-rows")
                .sinkTo(clickHouse)
                .name("table event")
                .uid("sink-event");
        streams.changes().forEach((name, changes) -> changes.flatMap(
                        (FlatMapFunction<FactChange, TableRow>) (change, out) -> TableRow.of(change, out::collect))
                .returns(TableRowSerializer.TYPE)
                .name("rows")
                .uid("rows-" + name)
                .sinkTo(clickHouse)
                .name("tables of " + name)
                .uid("sink-" + name));
        streams.journals().sinkTo(clickHouse).name("tables of journals").uid("sink-journals");
        streams.journals()
                .filter(AlertSerializer::shouldPublish)
                .name("news")
                .uid("alerts")
                .sinkTo(topicSink(config, Topics.ALERTS, new AlertSerializer()))
                .name(Topics.ALERTS)
                .uid("sink-alerts");
        Metrics.ALL.stream()
                .filter(metric -> metric.derived().isPresent())
                .map(Metric::timeline)
                .distinct()
                .map(streams.changes()::get)
                .filter(Objects::nonNull)
                .reduce(DataStream::union)
                .ifPresent(changes -> changes.filter(DerivedEventSerializer::shouldPublish)
                        .name("derived events")
                        .uid("derived")
                        .sinkTo(topicSink(config, Topics.DERIVED, new DerivedEventSerializer()))
                        .name(Topics.DERIVED)
                        .uid("sink-derived"));
        streams.deadLetters()
                .sinkTo(deadLetterSink(config))
                .name(Topics.DEAD_LETTERS)
                .uid("sink-dead-letters");
    }

    /** Puts the dead letters into their table, whoever wrote them. */
    private static void tableDeadLetters(StreamExecutionEnvironment env, PipelineConfig config) {
        env.fromSource(
                        source(
                                config,
                                config.deadLetters(),
                                Topics.DEAD_LETTERS,
                                new DeadLetterDeserializer(DeadLetterTypeSerializer.TYPE)),
                        WatermarkStrategy.noWatermarks(),
                        Topics.DEAD_LETTERS,
                        DeadLetterTypeSerializer.TYPE)
                .uid(config.deadLetters().uid())
                .setParallelism(1)
                .map((MapFunction<DeadLetter, TableRow>) letter -> TableRow.journal(DeadLetterJournal.TYPE, letter))
                .returns(TableRowSerializer.TYPE)
                .name("dead letter rows")
                .uid("dead-letter-rows")
                .setParallelism(1)
                .sinkTo(clickHouse(config))
                .name("table dlq")
                .uid("sink-dlq")
                .setParallelism(1);
    }

    private static ClickHouseSink clickHouse(PipelineConfig config) {
        return new ClickHouseSink(
                "crm-pulse",
                config.run(),
                config.clickHouse(),
                config.commitRetryTimeout(),
                KafkaDeadLetters.to(config.kafka()));
    }

    private static <T> KafkaSource<T> source(
            PipelineConfig config, Origin origin, String topic, KafkaRecordDeserializationSchema<T> deserializer) {
        return KafkaSource.<T>builder()
                .setProperties(origin.kafka().asProperties())
                .setBootstrapServers(origin.kafka().bootstrapServers())
                .setGroupId(config.consumerGroup())
                .setClientIdPrefix(config.consumerGroup() + "-" + topic)
                .setTopics(topic)
                .setStartingOffsets(origin.start())
                .setProperty("isolation.level", "read_committed")
                .setProperty("max.poll.records", "2000")
                .setDeserializer(deserializer)
                .build();
    }

    /** What is published on these topics is published with the checkpoint, as rows are: never for an attempt that was lost. */
    private static <T> TopicSink<T> topicSink(
            PipelineConfig config, String topic, KafkaRecordSerializationSchema<T> serializer) {
        return new TopicSink<>(KafkaSink.<T>builder()
                .setKafkaProducerConfig(config.kafka().asProperties())
                .setBootstrapServers(config.kafka().bootstrapServers())
                .setRecordSerializer(serializer)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(config.consumerGroup() + '-' + topic)
                .setProperty("transaction.timeout.ms", Long.toString(TRANSACTION_TIMEOUT.toMillis()))
                .build());
    }

    private static TopicSink<DeadLetter> deadLetterSink(PipelineConfig config) {
        return new TopicSink<>(KafkaSink.<DeadLetter>builder()
                .setKafkaProducerConfig(config.kafka().asProperties())
                .setBootstrapServers(config.kafka().bootstrapServers())
                .setRecordSerializer(new DeadLetterSerializer())
                .setProperty("max.request.size", Integer.toString(Topics.MAX_RECORD_BYTES))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build());
    }
}
