package dev.crmpulse.connectors.kafka;

import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the topic of events: every record becomes an event or a tick, a broken one a dead letter. */
public final class ParsedRecordDeserializer implements KafkaRecordDeserializationSchema<ParsedRecord> {
    private final IntakeRules rules;
    private final TypeInformation<ParsedRecord> type;
    private transient CloudEventParser parser;

    public ParsedRecordDeserializer(IntakeRules rules, TypeInformation<ParsedRecord> type) {
        this.rules = rules;
        this.type = type;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        parser = new CloudEventParser(rules);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ParsedRecord> out) {
        out.collect(parser.parse(
                record.value(),
                record.timestamp(),
                new RecordPosition(record.topic(), record.partition(), record.offset())));
    }

    @Override
    public TypeInformation<ParsedRecord> getProducedType() {
        return type;
    }
}
