package dev.crmpulse.connectors.kafka;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends dead letters to their topic, one by one: they are rare, and each must have arrived. */
public final class KafkaDeadLetters implements DeadLetterPublisher {
    private final Map<String, Object> properties;
    private KafkaProducer<byte[], byte[]> producer;

    private KafkaDeadLetters(Map<String, Object> properties) {
        this.properties = properties;
    }

    /** Outlets to these brokers; a connection is made with the first letter. */
    public static Factory to(KafkaEndpoint kafka) {
        return () -> new KafkaDeadLetters(kafka.client(
                Map.of("acks", "all", "max.request.size", Topics.MAX_RECORD_BYTES, "enable.idempotence", "true")));
    }

    @Override
    public void send(DeadLetter letter) throws IOException {
        if (producer == null) {
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        }
        try {
            producer.send(DeadLetterRecords.toRecord(letter)).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while sending a dead letter");
        } catch (ExecutionException failure) {
            throw new IOException("cannot send a dead letter to topic " + Topics.DEAD_LETTERS, failure.getCause());
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
