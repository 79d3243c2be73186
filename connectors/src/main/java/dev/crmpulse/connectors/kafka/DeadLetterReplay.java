package dev.crmpulse.connectors.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Sends events that became dead letters to their topic once more, as they came: for when the cause, such as an unknown
 * tenant, is mended. The same bytes are sent once, however often they were refused. Records of files are not among them:
 * their file is replayed, with a mended mapping.
 */
public final class DeadLetterReplay {
    private static final String FROM_EVENTS = Topics.EVENTS + '/';
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final KafkaEndpoint kafka;
    private final ObjectMapper json = new ObjectMapper();

    public DeadLetterReplay(KafkaEndpoint kafka) {
        this.kafka = kafka;
    }

    /**
     * Sends the letters of one reason.
     *
     * @return how many were sent
     * @throws IOException where they could not be read or written
     */
    public long send(String reason) throws IOException {
        Set<ByteBuffer> seen = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        kafka.client(Map.of("isolation.level", "read_committed")),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                EventPublisher publisher = new EventPublisher(kafka)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEAD_LETTERS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                var records = consumer.poll(TIMEOUT);
                if (records.isEmpty()) {
                    throw new IOException("topic " + Topics.DEAD_LETTERS + " could not be read to its end");
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    DeadLetter letter = DeadLetterRecords.fromRecord(record);
                    if (!DeadLetterRecords.isWakeUp(record)
                            && letter.reason().equals(reason)
                            && letter.position().startsWith(FROM_EVENTS)
                            && seen.add(ByteBuffer.wrap(letter.bytes()))) {
                        publisher.event(key(letter.bytes()), letter.bytes());
                    }
                }
            }
            publisher.flush();
        }
        return seen.size();
    }

    /** Tenant and subject, where they can be read: what comes to one history stays in order. */
    private String key(byte[] bytes) {
        try {
            JsonNode event = json.readTree(bytes);
            return event.hasNonNull("tenant") && event.hasNonNull("subject")
                    ? event.get("tenant").asText() + '/' + event.get("subject").asText()
                    : null;
        } catch (IOException noJson) {
            // it will be a dead letter again, of whatever partition
            return null;
        }
    }
}
