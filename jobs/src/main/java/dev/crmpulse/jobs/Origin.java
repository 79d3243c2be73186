package dev.crmpulse.jobs;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a job's events or dead letters come from. Positions in the topic of a back-fill mean nothing in that of a live job,
 * so the two keep them under different names, and a live job can go on with the state of a back-fill.
 *
 * @param kafka brokers that have the topic
 * @param uid under which the job keeps how far it has read
 * @param start where it begins while it does not know that
 */
public record Origin(KafkaEndpoint kafka, String uid, OffsetsInitializer start) {
    private static final String LIVE = "source-events";
    private static final String DEAD_LETTERS = "source-dead-letters";

    /** What happens now, from the first record that is there. */
    public static Origin live(KafkaEndpoint kafka) {
        return new Origin(kafka, LIVE, OffsetsInitializer.earliest());
    }

    /** What happens now, from the records that were written at this moment or later. */
    public static Origin live(KafkaEndpoint kafka, Instant writtenFrom) {
        return new Origin(kafka, LIVE, OffsetsInitializer.timestamp(writtenFrom.toEpochMilli()));
    }

    /**
     * What happens now, from these offsets on.
     *
     * @param positions by partition of the topic; one that is not among them was added since, and is read from its first record
     */
    public static Origin live(KafkaEndpoint kafka, Map<Integer, Long> positions) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        positions.forEach((partition, offset) -> offsets.put(new TopicPartition(Topics.EVENTS, partition), offset));
        return new Origin(kafka, LIVE, OffsetsInitializer.offsets(offsets));
    }

    /** History that was put into a topic of its own. */
    public static Origin history(KafkaEndpoint kafka) {
        return new Origin(kafka, "source-history", OffsetsInitializer.earliest());
    }

    /** All dead letters that are there. */
    public static Origin deadLetters(KafkaEndpoint kafka) {
        return new Origin(kafka, DEAD_LETTERS, OffsetsInitializer.earliest());
    }

    /** Dead letters after those that the consumer group has read, which has to have read some. */
    public static Origin unreadDeadLetters(KafkaEndpoint kafka) {
        return new Origin(kafka, DEAD_LETTERS, OffsetsInitializer.committedOffsets());
    }
}
