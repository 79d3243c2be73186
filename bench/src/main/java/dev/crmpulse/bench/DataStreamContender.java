package dev.crmpulse.bench;

import dev.crmpulse.bench.rival.DataStreamRival;
import dev.crmpulse.bench.rival.SalesFacts;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.embedded.flink.StateBackend;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A plain job of Flink, see {@link DataStreamRival}. */
record DataStreamContender(StateBackend backend) implements Rival {
    @Override
    public String title() {
        return "plain DataStream job, " + (backend == StateBackend.HEAP ? "heap" : "RocksDB");
    }

    @Override
    public Measurement run(LocalStack stack, int events) throws Exception {
        return job(stack, new DiscardingSink<>()).run(stack, events);
    }

    @Override
    public Map<String, String> facts(LocalStack stack) throws Exception {
        LastFacts.forget();
        job(stack, new LastFacts()).run(stack, 1);
        Map<String, String> facts = new TreeMap<>();
        LastFacts.all().forEach(last -> last.describe(facts::put));
        return facts;
    }

    private MeasuredJob job(LocalStack stack, Sink<SalesFacts> sink) {
        return new MeasuredJob(title(), backend, environment -> DataStreamRival.define(environment.fromSource(
                        new BenchTopic(stack.kafka())
                                .source(KafkaRecordDeserializationSchema.valueOnly(DataStreamRival.schema())),
                        WatermarkStrategy.noWatermarks(),
                        Topics.EVENTS))
                .sinkTo(sink));
    }
}
