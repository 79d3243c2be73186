package dev.crmpulse.connectors.kafka;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes events, ticks and dead letters to their topics. */
public final class EventPublisher implements Closeable {
    /** How long brokers may be away before what was sent is given up; order is kept and nothing is doubled meanwhile. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public EventPublisher(KafkaEndpoint kafka) {
        producer = new KafkaProducer<>(
                kafka.client(Map.of(
                        "acks", "all",
                        "enable.idempotence", "true",
                        "delivery.timeout.ms", (int) TIMEOUT.toMillis(),
                        "max.block.ms", TIMEOUT.toMillis(),
                        "max.request.size", Topics.MAX_RECORD_BYTES,
                        "compression.type", "lz4",
                        "linger.ms", "5",
                        "batch.size", "262144")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Sends an event; it has arrived when {@link #flush} returns.
     *
     * @param key tenant and subject, null where they are not known
     */
    public void event(String key, byte[] json) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(Topics.EVENTS, keyBytes, json));
    }

    public void deadLetter(DeadLetter letter) {
        send(DeadLetterRecords.toRecord(letter));
    }

    /** Sends a tick of this time to every partition. What was sent before is read before. */
    public void tick(Instant horizon) {
        byte[] json = Heartbeat.json(horizon);
        for (PartitionInfo partition : producer.partitionsFor(Topics.EVENTS)) {
            send(new ProducerRecord<>(Topics.EVENTS, partition.partition(), null, json));
        }
    }

    /** Ends the wait of whoever polls the events; it moves nobody's time. */
    public void wakeEventReader() {
        tick(Heartbeat.PROBE);
    }

    /** Ends the wait of whoever polls the dead letters; it is no letter. */
    public void wakeDeadLetterReader() {
        send(DeadLetterRecords.wakeUp());
    }

    /**
     * Waits until everything sent has arrived.
     *
     * @throws IOException where something did not
     */
    public void flush() throws IOException {
        producer.flush();
        Exception first = failure.getAndSet(null);
        if (first != null) {
            throw new IOException("events could not be written to Kafka: " + first.getMessage(), first);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record, (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }
}
