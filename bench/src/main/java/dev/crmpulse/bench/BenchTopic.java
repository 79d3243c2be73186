package dev.crmpulse.bench;

import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.connectors.kafka.Topics;
import java.util.function.BiConsumer;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;

/** The topic of events that jobs are measured with. */
record BenchTopic(KafkaEndpoint kafka) {
    private static final int PARTITIONS = 2;

    /** Makes up a history. */
    interface Maker {
        void make(BiConsumer<String, byte[]> to);
    }

    /** Fills the topic anew. */
    void fill(Maker maker) throws Exception {
        try (TopicAdmin topics = new TopicAdmin(kafka);
                EventPublisher publisher = new EventPublisher(kafka)) {
            topics.deleteTopics();
            topics.createTopics(PARTITIONS);
            maker.make(publisher::event);
            publisher.flush();
        }
    }

    /** How many records it holds. */
    long size() throws Exception {
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            return topics.ends(Topics.EVENTS).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** All that it holds now. */
    <T> KafkaSource<T> source(KafkaRecordDeserializationSchema<T> deserializer) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setTopics(Topics.EVENTS)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setProperty("max.poll.records", "2000")
                .setDeserializer(deserializer)
                .build();
    }
}
