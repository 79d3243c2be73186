package dev.crmpulse.connectors.kafka;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes the letters of a job to their topic. */
public final class DeadLetterSerializer implements KafkaRecordSerializationSchema<DeadLetter> {
    @Override
    public ProducerRecord<byte[], byte[]> serialize(DeadLetter letter, KafkaSinkContext context, Long timestamp) {
        return DeadLetterRecords.toRecord(letter);
    }
}
