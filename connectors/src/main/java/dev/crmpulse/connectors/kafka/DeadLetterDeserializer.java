package dev.crmpulse.connectors.kafka;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the topic of dead letters, whoever wrote them. */
public final class DeadLetterDeserializer implements KafkaRecordDeserializationSchema<DeadLetter> {
    private final TypeInformation<DeadLetter> type;

    public DeadLetterDeserializer(TypeInformation<DeadLetter> type) {
        this.type = type;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<DeadLetter> out) {
        if (!DeadLetterRecords.isWakeUp(record)) {
            out.collect(DeadLetterRecords.fromRecord(record));
        }
    }

    @Override
    public TypeInformation<DeadLetter> getProducedType() {
        return type;
    }
}
